import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const APT = [
  ['apt-get', 'update'],
  [
    'apt-get',
    'install',
    '-y',
    '--no-install-recommends',
    'chromium',
    'fonts-noto-color-emoji',
    'fonts-noto-cjk',
    'fonts-inter',
  ],
] as const;

/** The Chromium to test with: the one that `CHROMIUM` names, else the system's. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...CANDIDATES].find((path) => path !== '' && existsSync(path));
}

/** Finds Chromium, or installs Debian's as root. Returns what a person has to do when neither works. */
export function ensureChromium(): { ok: true; path: string } | { ok: false; message: string } {
  const found = findChromium();
  if (found) return { ok: true, path: found };
  const byHand = 'Chromium is missing. Install it (Debian: apt-get install chromium), or name it in CHROMIUM.';
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return { ok: false, message: byHand };
  for (const [command, ...args] of APT) {
    console.log(`Chromium is missing: ${command} ${args.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) return { ok: false, message: `${byHand} ${command} failed.` };
  }
  const installed = findChromium();
  return installed ? { ok: true, path: installed } : { ok: false, message: byHand };
}
