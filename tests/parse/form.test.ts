import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { first, readForm, readQuery } from '../../shared/parse/form.ts';
import { anyText } from '../support/any-text.ts';

const plain = (body: string) => readForm({ body, isBase64Encoded: false }).pairs;

describe('a form body', () => {
  test('keeps blanks, repeats, order and outer spaces', () => {
    expect(plain('Body=&Media=1&Media=0&From=%2B15550100001&Body=+x%20')).toEqual([
      ['Body', ''],
      ['Media', '1'],
      ['Media', '0'],
      ['From', '+15550100001'],
      ['Body', ' x '],
    ]);
  });

  test('takes a malformed escape as it was written', () => {
    expect(plain('a=%zz&b=%&c=100%25%4')).toEqual([
      ['a', '%zz'],
      ['b', '%'],
      ['c', '100%%4'],
    ]);
    expect(plain('a=%ff')).toEqual([['a', '\uFFFD']]);
  });

  test('keeps a byte order mark, NUL and a question mark in front', () => {
    expect(plain('?a=1&b=%EF%BB%BFhi&c=%00')).toEqual([
      ['?a', '1'],
      ['b', '\uFEFFhi'],
      ['c', '\0'],
    ]);
  });

  test('is empty where there is none', () => {
    expect(readForm({})).toEqual({ pairs: [], raw: '' });
    expect(readForm({ body: null, isBase64Encoded: true }).pairs).toEqual([]);
    expect(readForm({ body: '!!not base64!!', isBase64Encoded: true }).pairs.length).toBeLessThanOrEqual(1);
  });

  test('gives back every list of pairs that was written, in base64 too', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text.filter(Boolean), text)), pairs => {
        const body = new URLSearchParams(pairs).toString();
        const written = pairs.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]);
        expect(plain(body)).toEqual(written);
        expect(readForm({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true })).toEqual({ pairs: written, raw: body });
      }),
    );
  });

  test('never throws', () => {
    fc.assert(fc.property(anyText(), fc.boolean(), (body, isBase64Encoded) => void readForm({ body, isBase64Encoded })));
  });
});

test('first tells a blank value from none', () => {
  expect(first([['Body', '']], 'Body')).toBe('');
  expect(first([['Body', '']], 'From')).toBeUndefined();
  expect(first([['toString', 'x']], 'constructor')).toBeUndefined();
});

test('a query is read raw, or from what the REST API decoded', () => {
  expect(readQuery({ rawQueryString: 'm=a%20b&m=' })).toEqual([
    ['m', 'a b'],
    ['m', ''],
  ]);
  expect(readQuery({ multiValueQueryStringParameters: { m: ['a b'], none: undefined } })).toEqual([['m', 'a b']]);
  expect(readQuery({ multiValueQueryStringParameters: null })).toEqual([]);
});
