import { firstName } from './volunteer.ts';

/** So many first names at most does one person not want to see; the first of more are forgotten. */
const UNWANTED_MAX = 12;

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

/** With these first names among those who are not asked for somebody. A first name is all that a person ever hears of whoever helps them. */
export const withUnwanted = (before: readonly string[] = [], names: readonly string[]): readonly string[] =>
  [...new Set([...before, ...names.map(plain)])].slice(-UNWANTED_MAX);

/** Whether whoever this is for does not want somebody called like that. */
export const isUnwanted = ({ unwanted }: { readonly unwanted?: readonly string[] }, name: string): boolean =>
  unwanted?.includes(plain(firstName(name))) ?? false;
