#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { agentAdd } from './cli/agent-add.ts';
import { backup } from './cli/backup.ts';
import { type CliCommand, type CliParts, UsageError } from './cli/command.ts';
import { doctor } from './cli/doctor.ts';
import { erase } from './cli/erase.ts';
import { exportData } from './cli/export.ts';
import { restore } from './cli/restore.ts';
import { secretRotate } from './cli/secret-rotate.ts';
import { shopAdd } from './cli/shop-add.ts';
import { shopSecret } from './cli/shop-secret.ts';
import { snippet } from './cli/snippet.ts';
import { openBackup, openStore, startServer } from './main.ts';
import { isExpected, oneLine, runProcess } from './run-process.ts';

const serve: CliCommand = {
  usage: 'serve',
  does: 'runs the server; the environment says how',
  async run(args) {
    if (args.length > 0) throw new UsageError(`serve takes no words: ${args.join(' ')}`);
    await runProcess(startServer);
    return 0;
  },
};

/** By the words that choose them. */
const COMMANDS: Record<string, CliCommand> = {
  serve,
  'shop add': shopAdd,
  'shop secret': shopSecret,
  'secret rotate': secretRotate,
  'agent add': agentAdd,
  snippet,
  doctor,
  backup,
  restore,
  export: exportData,
  erase,
};

/** Runs one command line. @returns the exit code: 0 done, 1 could not, 2 not understood */
async function runCli(args: string[], parts: CliParts): Promise<number> {
  const name = Object.keys(COMMANDS).find((words) => `${args.join(' ')} `.startsWith(`${words} `));
  const command = COMMANDS[name ?? ''];
  if (!name || !command) {
    if (args.length > 0 && !['help', '--help', '-h'].includes(args[0]!)) {
      console.error(`shopbell: there is no command "${args[0]}"`);
    }
    for (const { usage, does } of Object.values(COMMANDS)) console.error(`  shopbell ${usage}\n      ${does}`);
    return 2;
  }
  try {
    return await command.run(args.slice(name.split(' ').length), parts);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`shopbell ${name}: ${oneLine(error.message)}\n  shopbell ${command.usage}`);
      return 2;
    }
    if (!isExpected(error)) throw error;
    console.error(oneLine(error.message));
    return 1;
  }
}

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  print: (line) => console.log(line),
  readInput: async () => (process.stdin.isTTY ? '' : await text(process.stdin)),
  openStore,
  openBackup,
});
