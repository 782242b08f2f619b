import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { variableNames } from '../../src/server/config.ts';
import { fromRoot } from '../../tools/build/paths.ts';
import { SERVER_FLAG } from '../support/server-process.ts';

const read = (file: string): string => readFileSync(fromRoot(file), 'utf8');

describe('the pages and files for those who run it', () => {
  it('[OP40] the systemd unit is one that systemd understands without a word', () => {
    const { status, stdout, stderr, error } = spawnSync('systemd-analyze', ['verify', 'docs/deploy/shopbell.service'], {
      cwd: fromRoot(),
      encoding: 'utf8',
    });
    expect(error, 'systemd-analyze is missing: apt-get install systemd').toBeUndefined();
    expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
  });

  it('[OP41] the compose file is YAML, its services wait for each other, and it names only settings that exist', () => {
    const compose = parse(read('docs/deploy/compose.yaml'), { merge: true });
    const { services, volumes } = compose;
    expect(Object.keys(services)).toEqual(['chat-1', 'chat-2', 'proxy', 'postgres', 'redis']);
    const names = new Set(variableNames());
    for (const server of ['chat-1', 'chat-2']) {
      for (const name of Object.keys(services[server].environment)) expect(names).toContain(name);
      for (const needed of Object.keys(services[server].depends_on)) expect(services[needed].healthcheck).toBeDefined();
    }
    for (const { volumes: mounted = [] } of Object.values<{ volumes?: string[] }>(services)) {
      for (const mount of mounted) expect(Object.keys(volumes)).toContain(mount.split(':')[0]);
    }
  });

  it('[OP42] the page about running it names every setting, and none that does not exist', () => {
    const table = /\| variable \|[\s\S]*?\n\n/.exec(read('docs/deploy.md'))?.[0] ?? '';
    const named = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => cell?.match(/[A-Z_]{4,}/g) ?? []);
    expect(new Set(named)).toEqual(new Set([...variableNames(), 'NODE_ENV']));
  });

  it('[OP43] unit and Dockerfile start the file that the package starts', () => {
    const { bin } = JSON.parse(read('package.json'));
    const entry = bin.shopbell.replace('./', '');
    expect(read('docs/deploy/shopbell.service')).toContain(`/opt/shopbell/${entry} serve`);
    expect(read('docs/deploy/Dockerfile')).toContain(`"${entry}", "serve"`);
  });

  it('[GM4] the server is measured with the same room for young objects with which it is run', () => {
    expect(read('docs/deploy/shopbell.service')).toContain(`node ${SERVER_FLAG} `);
    expect(read('docs/deploy/Dockerfile')).toContain(`"node", "${SERVER_FLAG}"`);
    expect(JSON.parse(read('package.json')).scripts.start).toContain(`node ${SERVER_FLAG} `);
  });
});
