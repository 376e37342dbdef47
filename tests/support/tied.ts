/** Whether what is stored names both the number and the code. The code counts only as a whole number: 550 also stands inside +15550100001. */
export const tiedBy = (stored: unknown, number: string, code: string): boolean => {
  const text = JSON.stringify(stored);
  return text.includes(number) && new RegExp(`(?<!\\d)${code}(?!\\d)`).test(text);
};
