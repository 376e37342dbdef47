import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type BuildOptions, type BuildResult, build, type Plugin, transform } from 'esbuild';
import { scriptFiles } from '../ivr-scripts/files.ts';
import { lintFiles } from '../shared/script/lint/lint.ts';
import { readFiles } from '../shared/script/read.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The doors that run on Lambda: each is a file of that name in functions/ and exports `handler`. */
export const DOORS = [
  'sms-inbound',
  'voice-inbound',
  'voice-outgoing',
  'voice-reports',
  'message-status',
  'calendar',
  'send-outbox',
  'tick',
] as const;
export type DoorName = (typeof DOORS)[number];

export interface Bundle {
  /** Holds index.mjs (`handler: 'index.handler'`), its chunks and the data that it reads: what Lambda gets. */
  readonly dir: string;
  readonly bytes: number;
  /** How much of it is JavaScript: all of that is read at the start. */
  readonly codeBytes: number;
  /** Every source file that got in, relative to the project. */
  readonly inputs: readonly string[];
}

/** Modules that read files or gather words on this machine; on Lambda they read the JSON that came of it when the bundle was made. */
const COMPILED = ['ivr-scripts/book.ts', 'shared/shell/community-file.ts', 'shared/understand/tables.ts'].map(path => join(root, path));

/**
 * What the SDK would import only elsewhere: on Lambda the credentials stand in the environment, there is no browser whose name could be
 * read, and DynamoDB streams no events to its clients. Left out, they make each bundle 160 kB smaller.
 */
const NEVER_ON_LAMBDA = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
  'bowser',
];

/**
 * What makes a cold start short. Each was measured by the first answer of the DynamoDB SDK alone, 106 to 116 ms with esbuild's defaults:
 * - the packages' ES modules come first, so that what is not used falls away: 526 kB become 334 kB;
 * - what is imported dynamically (SSO, STS, process credentials) is left out of what is parsed at the start: 87 ms;
 * - Node's own modules are required, not imported (see below): 71 ms.
 * The SDK is bundled and not left to Lambda's own copy: ours is the version that was tested, and loaded from a package's many files it
 * took 131 ms where this way took 79 in the same run.
 */
export const forLambda = {
  bundle: true,
  platform: 'node',
  // What stands in the sources runs as it is. For 'node24' every pattern that names kinds of letters would be made anew at each use.
  target: 'esnext',
  format: 'esm',
  minify: true,
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  // CommonJS packages (and Node's own modules below) ask for `require`, which an ES module has not.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  external: NEVER_ON_LAMBDA,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  absWorkingDir: root,
} as const satisfies BuildOptions;

/** Bundles every door into `outDir/<name>/`, with the source maps beside them in `outDir/maps/` where Lambda need not load them. */
export const bundleAll = async (outDir: string): Promise<Readonly<Record<DoorName, Bundle>>> => {
  await refuseErrors();
  const bundles = await Promise.all(
    DOORS.map(async name => [name, await bundleOne(join(root, 'functions', `${name}.ts`), outDir, name)] as const),
  );
  return Object.fromEntries(bundles) as Record<DoorName, Bundle>;
};

/** What the check of the scripts calls an error, and a language without words, must not reach anyone. */
const refuseErrors = async (): Promise<void> => {
  const { community } = await import('../shared/shell/community-file.ts');
  const files = scriptFiles();
  const reading = readFiles(files);
  const errors = lintFiles(files, undefined, reading).filter(one => one.level === 'E');
  const problems = [
    ...errors.map(({ file, line, what, fix }) => `ivr-scripts/${file}:${line}: ${what} ${fix}`),
    ...community.languages.filter(tag => !Object.hasOwn(reading.book.words, tag)).map(tag => `There is no ivr-scripts/words/${tag}.yaml.`),
  ];
  if (problems.length > 0) throw new Error(`The functions cannot be made with these files:\n${problems.join('\n')}`);
};

/** These import Twilio's client, which is larger than all else, once there is something to be sent. All others are one file, which is loaded sooner. */
const SENDING: readonly string[] = ['send-outbox', 'tick'] satisfies DoorName[];

/** Bundles one entry file into `outDir/<name>/index.mjs`. */
export const bundleOne = async (entry: string, outDir: string, name = basename(entry, '.ts')): Promise<Bundle> => {
  const dir = join(outDir, name);
  const built = await build({
    ...forLambda,
    splitting: SENDING.includes(name),
    entryPoints: [{ in: entry, out: 'index' }],
    outdir: dir,
    sourcemap: 'external',
    plugins: [requireLazily, compileToJson, noProfiles, withoutArrows],
  });
  await rm(dir, { recursive: true, force: true });
  const sizes = await writeAll(built, dir, join(outDir, 'maps', name));
  return { dir, ...sizes, inputs: Object.keys(built.metafile.inputs) };
};

const writeAll = async (
  built: BuildResult<{ write: false }>,
  dir: string,
  mapsDir: string,
): Promise<Pick<Bundle, 'bytes' | 'codeBytes'>> => {
  let [bytes, codeBytes] = [0, 0];
  for (const file of built.outputFiles) {
    const isMap = file.path.endsWith('.map');
    const path = isMap ? join(mapsDir, basename(file.path)) : join(dir, basename(file.path));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.contents);
    if (!isMap) bytes += file.contents.byteLength;
    if (path.endsWith('.mjs')) codeBytes += file.contents.byteLength;
  }
  return { bytes, codeBytes };
};

/**
 * Importing one of Node's own modules as an ES module evaluates all its lazy exports: node:http's WebSocket loads the whole of undici, 17 ms
 * for nothing, node:crypto loads WebCrypto, some 7 ms, node:fs its streams. Required as CommonJS they stay lazy.
 */
const requireLazily: Plugin = {
  name: 'require-lazily',
  setup(pluginBuild) {
    const names = new Set(builtinModules);
    pluginBuild.onResolve({ filter: /^(node:)?[a-z_]+(\/[a-z_]+)?$/ }, ({ path, namespace }) => {
      const bare = path.replace(/^node:/, '');
      if (!names.has(bare)) return undefined;
      return namespace === 'require-lazily' ? { path, external: true } : { path: `node:${bare}`, namespace: 'require-lazily' };
    });
    pluginBuild.onLoad({ filter: /.*/, namespace: 'require-lazily' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

/**
 * Puts what a module exports on this machine, or what its functions answer, in the place of the module, so that no YAML is parsed at cold
 * start: as JSON in a file beside the bundle. As a string within it all of it would be read as JavaScript first, also what is never asked
 * for: a sixth of the work of compiling sms-inbound.
 */
const compileToJson: Plugin = {
  name: 'compile-to-json',
  setup(pluginBuild) {
    const files = new Map<string, string>();
    pluginBuild.onLoad({ filter: /[\\/](book|community-file|tables)\.ts$/ }, async ({ path }) => {
      if (!COMPILED.includes(path)) return undefined;
      const exported: Record<string, unknown> = await import(pathToFileURL(path).href);
      for (const [name, value] of Object.entries(exported)) files.set(`${name}.json`, jsonOf(name, value));
      return { contents: `import { readFileSync } from 'node:fs';\n${Object.entries(exported).map(readsJson).join('\n')}`, loader: 'js' };
    });
    pluginBuild.onResolve({ filter: /^beside:/ }, ({ path }) => ({ path: path.slice('beside:'.length), namespace: 'beside' }));
    pluginBuild.onLoad({ filter: /.*/, namespace: 'beside' }, ({ path }) => ({ contents: files.get(path) ?? '', loader: 'file' }));
  },
};

/**
 * The SDK looks for each of a dozen settings in the environment, then in the files of a developer's profile, which are not there on Lambda: only
 * to find that out takes 5 % of the time to the first answer.
 */
const noProfiles: Plugin = {
  name: 'no-profiles',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /[\\/]shared-ini-file-loader[\\/]readFile\.js$/ }, () => ({
      contents: `export const filePromises = {}; export const fileIntercept = {};
export const readFile = async path => { throw new Error('not read on Lambda: ' + path); };`,
    }));
  },
};

/**
 * V8 reads the body of an arrow function that is one expression in full as soon as it meets it, and only skims a function's until it is called.
 * Written that way sms-inbound is 7 % larger, and what is read of it before anything runs takes 29 ms of processor time in place of 36. A file
 * in which `super` stands is left as it is: it has no meaning in a function.
 */
const withoutArrows: Plugin = {
  name: 'without-arrows',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /\.[cm]?[jt]s$/ }, async ({ path, namespace }) => {
      if (namespace !== 'file') return undefined;
      const written = rewritten.get(path) ?? rewrite(path);
      rewritten.set(path, written);
      return { contents: await written, loader: 'js' };
    });
  },
};
/** Most doors share most files. */
const rewritten = new Map<string, Promise<string>>();
const rewrite = async (path: string): Promise<string> => {
  const source = await readFile(path, 'utf8');
  const supported = /\bsuper\b/.test(source) ? {} : { arrow: false };
  const { code } = await transform(source, {
    loader: path.endsWith('ts') ? 'ts' : 'js',
    target: 'esnext',
    supported,
    sourcefile: path,
    sourcemap: 'inline',
  });
  return code;
};

const jsonOf = (name: string, exported: unknown): string => {
  const value: unknown = typeof exported === 'function' ? exported() : exported;
  const json = JSON.stringify(value);
  if (json === undefined || !isDeepStrictEqual(JSON.parse(json), value))
    throw new Error(`${name} is not plain JSON and cannot be compiled.`);
  return json;
};

/** A value is read when the function starts, what a function answers when that is first called. */
const readsJson = ([name, exported]: [string, unknown]): string => {
  const read = `JSON.parse(readFileSync(import.meta.dirname + '/' + ${name}File, 'utf8'))`;
  return `import ${name}File from 'beside:${name}.json';
export const ${name} = ${typeof exported === 'function' ? `() => ${read}` : `/* @__PURE__ */ ${read}`};`;
};
