/** Commands of those who help about themselves, their shifts and the list: no words for whoever waits, and nothing that is done with one case they have. */
export const HELPER_COMMANDS: readonly string[] = [
  'on',
  'off',
  'cases',
  'who',
  'show',
  'assign',
  'close',
  'reopen',
  'quiet',
  'wake',
  'backup',
  'shifts',
  'cover',
  'hours',
];
