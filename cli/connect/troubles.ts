import type { Addresses } from './addresses.ts';
import type { OwnNumber, Service } from './number.ts';
import { type NumberSettings, tableOf } from './settings.ts';

/** Something that keeps people from being heard, or that would in an outage. */
export interface Trouble {
  readonly what: string;
  /** People are not heard while it is so. */
  readonly grave: boolean;
}
const grave = (what: string): Trouble => ({ what, grave: true });

/** What about the number itself goes before all addresses, or is missing. */
export const troublesOf = (own: OwnNumber, service: Service | undefined, addresses: Addresses): readonly Trouble[] => [
  ...(own.trunk === undefined ? [] : [grave(trunkFirst(own.trunk))]),
  ...(service === undefined || service.defers ? [] : [grave(serviceFirst(service))]),
  ...(own.takesCalls ? [] : [grave('Twilio says that this number takes no calls.')]),
  ...(own.takesTexts ? [] : [grave('Twilio says that this number takes no texts.')]),
  ...withoutFallback(own.settings, addresses),
];

const trunkFirst = (trunk: string): string =>
  `Calls of this number go to the SIP trunk ${trunk} before any address here. Take the number out of the trunk first; nothing is changed until then.`;

const serviceFirst = ({ name, sid }: Service): string =>
  `This number is in the Messaging Service "${name}" (${sid}), whose own settings take the texts. There, under Integration, choose "Defer to sender's webhook".`;

const withoutFallback = (now: NumberSettings, { voiceFallback, messageFallback }: Addresses): readonly Trouble[] => {
  const bare = [
    ...(voiceFallback === undefined && now.voiceFallbackUrl === '' ? ['calls'] : []),
    ...(messageFallback === undefined && now.smsFallbackUrl === '' ? ['texts'] : []),
  ];
  if (bare.length === 0) return [];
  return [{ what: `When the line does not answer, nothing takes its ${bare.join(' and ')}. Name a --fallback.`, grave: false }];
};

/** Settings that Twilio has otherwise than it was told. */
export const notTaken = (after: OwnNumber, undone: Partial<NumberSettings>): readonly Trouble[] =>
  tableOf(after.settings, undone)
    .filter(row => row.before !== row.after)
    .map(row => grave(`"${row.setting}" should be: ${row.after}. Twilio says that it is: ${row.before}.`));

export const silentAt = (problems: readonly string[]): readonly Trouble[] => problems.map(grave);
