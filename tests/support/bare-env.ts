import { fileURLToPath } from 'node:url';

/** Where the processes that tests start keep what Node made of our source: each would else do it anew, a third of all that it does. */
export const COMPILED = fileURLToPath(new URL('../../.cache/compiled', import.meta.url));

/** The environment of a process that a test starts: of this machine's own nothing but where its programs are. */
export const BARE_ENV = { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: COMPILED } as const;
