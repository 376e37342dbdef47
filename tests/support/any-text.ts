import fc from 'fast-check';

/** Any string that JavaScript can hold, half surrogate pairs and control characters among them. */
export const anyText = (maxLength = 60): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength }).map(units => String.fromCharCode(...units)),
    fc
      .array(fc.constantFrom('\uD83D', '\uDE00', '\0', '\uFFFE', '\uFFFF', '\x1B', '\r', '&', '<', '>', ' ', 'a', '\u{1F600}'), {
        maxLength,
      })
      .map(parts => parts.join('')),
  );
