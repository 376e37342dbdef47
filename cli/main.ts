import { enableCompileCache } from 'node:module';

// What was compiled once is kept in the temporary folder: the next command starts in half the time.
enableCompileCache();
const { runCommand } = await import('./program.ts');
await runCommand(process.argv);
