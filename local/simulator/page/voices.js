/** Reads calls aloud through the browser's own voices, where somebody asked for it. */

const voices = globalThis.speechSynthesis;
let on = false;

/** Whether this browser can speak at all. */
export const canSpeak = voices !== undefined && globalThis.SpeechSynthesisUtterance !== undefined;

export const setSpeaking = wanted => {
  on = wanted && canSpeak;
  if (!on) voices?.cancel();
};

/** Says these words after what is being said already, in the language they are written in. */
export const speak = (text, language) => {
  if (!on) return;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language;
  voices.speak(utterance);
};

/** Whoever presses a key has heard enough. */
export const hush = () => {
  if (on) voices.cancel();
};
