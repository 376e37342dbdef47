/** For the test that compares this count with the package's; the page itself has no types. */
export declare const countSegments: (text: string) => {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly units: number;
  readonly segments: number;
  readonly left: number;
};
