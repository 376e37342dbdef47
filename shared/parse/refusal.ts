/** What came in could not be read: what is wrong, in plain words, and where. It names no number and quotes no body, so it may be logged. */
export interface Refusal {
  readonly refused: true;
  readonly what: string;
  readonly where: string;
}

export const refusal = (what: string, where: string): Refusal => ({ refused: true, what, where });

export const isRefusal = (value: object): value is Refusal => 'refused' in value && value.refused === true;
