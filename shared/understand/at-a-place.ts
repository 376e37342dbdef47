/** Where somebody says that they are: "at the shelter", "by the food pantry", "en el albergue". */
const PLACED =
  /\b(?:at|near|by|behind|beside|outside|inside|next to|close to|across from|in front of|around the corner from|staying (?:at|in)|en|cerca de|junto a|frente a|al lado de|detras de|afuera de)\s+(?:the|a|an|my|our|this|el|la|un|una|los|las|del)\s+[\p{L}']+(?:\s+(?:shelter|pantry|bank|clinic|center|centre|kitchen|station|house|place|office))?/giu;

/** The text without the places that it names: asked where they are, somebody at the shelter asks for no housing. */
export const withoutPlaces = (text: string): string => text.replace(PLACED, ' ');

/** A house number and a street, of which we need know none. */
const ADDRESS =
  /\b\d{1,5}\s+(?:[nsew]\.?\s+)?\p{L}[\p{L}'.]*(?:\s+\p{L}[\p{L}'.]*)?\s+(?:st|street|ave|avenue|av|rd|road|blvd|pl|place|dr|drive|ct|court|ln|lane|way|pkwy|terrace)\b/iu;

/** Whether words hold an address, in a question too: "can you bring it to 12 Oak St". */
export const holdsAddress = (text: string): boolean => ADDRESS.test(text);
