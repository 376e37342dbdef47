const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * Whether this is the code of a language: "en", "ht" and "quc" are, "xx" and "english" are not, nor is "spa", which is written "es". Not
 * every code of three letters has a name in the tables of this machine; those are taken at their word.
 */
export const isLanguage = (tag: string): boolean => {
  const [code = ''] = tag.split('-');
  try {
    return code.length === 2 ? NAMES.of(code) !== undefined : code.length === 3 && Intl.getCanonicalLocales(code)[0] === code;
  } catch {
    return false;
  }
};
