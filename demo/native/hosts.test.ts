import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../tools/build/paths.ts';

const FILES = globSync('demo/native/*/*.{swift,kt,tsx,dart,js,py}', { cwd: fromRoot() }).sort();
const text = (file: string): string => readFileSync(fromRoot(file), 'utf8');

/** Per host: how it knows who speaks, and by what a message becomes part of a script, if it does. */
const HOSTS: Record<string, { hears: RegExp; quotes: RegExp }> = {
  'demo/native/capacitor/shopbell-chat.js': {
    hears: /event\.origin === server/,
    quotes: /postMessage\(JSON\.stringify/,
  },
  'demo/native/flutter/shopbell_chat.dart': {
    hears: /url\.origin == widget\.server\.origin/,
    quotes: /jsonEncode\(text\)/,
  },
  'demo/native/gtk/shopbell_chat.py': { hears: /origin\(self\.view\.get_uri/, quotes: /json\.dumps\(message\)/ },
  'demo/native/kotlin/ShopbellChat.kt': { hears: /if \(isMainFrame\)/, quotes: /JSONObject\.quote\(/ },
  'demo/native/react-native/ShopbellChat.tsx': { hears: /nativeEvent\.url/, quotes: /JSON\.stringify\(text\)/ },
  'demo/native/swift/ShopbellChat.swift': {
    hears: /frame\.isMainFrame, frame\.securityOrigin/,
    quotes: /arguments: \["m"/,
  },
};

describe('hosts for native apps', () => {
  it('[NA32] are these', () => {
    expect(FILES).toEqual(Object.keys(HOSTS));
  });

  it.each(Object.entries(HOSTS))('[NA32] %s keeps to the rules of the bridge', (file, { hears, quotes }) => {
    const code = text(file);
    expect(code).toMatch(hears);
    expect(code).toMatch(quotes);
    for (const word of ['shopbell', 'ready', 'init', 'session', 'open_url', 'lifecycle', 'back', 'close'])
      expect(code, word).toContain(word);
    // The address has the shop, and nothing else.
    expect(code).toMatch(/chat/);
    expect(code).not.toMatch(/[?&](token|session|clientId|clientToken|email)=/i);
    // No quotes around a message by hand.
    expect(code).not.toMatch(/fromNative\(["'`]\$?\{?[+"']/);
    expect(text('demo/native/README.md')).toContain(file.replace('demo/native/', ''));
  });
});
