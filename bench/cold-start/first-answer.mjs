// Runs in a process of its own: imports one bundle, has it answer one event, prints how long both took together. Plain JavaScript, so that
// nothing has been loaded before the clock starts.
const [bundle, event] = process.argv.slice(2);
const parsed = JSON.parse(event);
const start = performance.now();
const { handler } = await import(bundle);
const imported = performance.now();
const answer = await handler(parsed, {});
const answered = performance.now();
process.stdout.write(JSON.stringify({ totalMs: answered - start, importMs: imported - start, status: answer.statusCode }));
process.exit(0);
