import { BlockList, isIP } from 'node:net';
import { FALLBACK } from '../../shared/reply/fallback-names.ts';

/** Where texts and calls go, and where they go when nothing answers there. */
export interface Addresses {
  /** The line's public address, without a slash at its end. */
  readonly line: string;
  readonly voiceFallback?: string;
  readonly messageFallback?: string;
}

/** The two documents of a fallback that lies in one folder on the web. */
export const fallbackIn = (folder: string): { readonly voiceFallback: string; readonly messageFallback: string } => {
  const base = folder.replace(/\/+$/, '');
  return { voiceFallback: `${base}/${FALLBACK.voice}`, messageFallback: `${base}/${FALLBACK.message}` };
};

/** Why Twilio could not use these addresses, as sentences; empty when it can. */
export const addressProblems = ({ line, voiceFallback, messageFallback }: Addresses): readonly string[] => {
  const fallbacks = [voiceFallback, messageFallback].filter(address => address !== undefined);
  const host = URL.parse(line)?.host;
  const same = fallbacks.filter(address => host !== undefined && URL.parse(address)?.host === host);
  return [
    ...[line, ...fallbacks].flatMap(address => {
      const reason = unusable(address);
      return reason === undefined ? [] : [`${address} cannot be given to Twilio: ${reason}`];
    }),
    ...same.map(
      address => `${address} is where the line itself is. The fallback is for when nothing answers there, so it must be elsewhere.`,
    ),
  ];
};

const unusable = (address: string): string | undefined => {
  const url = URL.parse(address);
  if (url === null) return 'it is no whole address, such as https://line.example.org.';
  if (isHere(url.hostname))
    return 'only this machine or its own network can reach it. Put a tunnel or a server with a public name before the line.';
  if (url.protocol !== 'https:') return 'it must begin with https://, or whoever listens on the way reads what people say.';
  if (url.username !== '' || url.password !== '') return 'it holds a name or password, which would stand in logs. Leave it out.';
  if (url.search !== '' || url.hash !== '') return 'it has ? or # in it; give it without.';
  // Twilio refuses them (error 21609).
  return url.hostname.includes('_') ? 'Twilio takes no host names with _ in them.' : undefined;
};

const own = new BlockList();
// https://www.iana.org/assignments/iana-ipv4-special-registry: what no one on the internet can reach.
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  own.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  own.addSubnet(network, bits, 'ipv6');

const isHere = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const version = isIP(host);
  if (version !== 0) return own.check(host, version === 4 ? 'ipv4' : 'ipv6');
  return !host.includes('.') || /\.(localhost|local|internal|lan|home|test|invalid)$/i.test(host);
};
