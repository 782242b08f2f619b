import { bareCommits, startServer } from './server/processes.ts';
import { greetAsShopper, openTalkers } from './server/talkers.ts';
  console.log(await bareCommits(200, 5000));
  const server = await startServer();
  const talkers = await openTalkers(`ws://127.0.0.1:${server.port}/ws`, 200, greetAsShopper);
  const full = await talkers.flatOut(5000);
  console.log(full, await talkers.atRate(full.perSecond / 2, 5000));
  talkers.close();
  await server.stop();
process.exit(0)
