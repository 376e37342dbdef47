/**
 * How many seconds a recording takes, from its bytes: a .wav by its header, a .mp3 frame by frame, since many have no header that says it.
 * Undefined where it is neither.
 */
export const secondsIn = (bytes: Buffer): number | undefined => {
  const seconds = bytes.toString('latin1', 0, 4) === 'RIFF' ? wavSeconds(bytes) : mp3Seconds(bytes);
  return seconds !== undefined && seconds > 0 ? Math.round(seconds * 10) / 10 || 0.1 : undefined;
};

/** http://soundfile.sapp.org/doc/WaveFormat: parts with a name and a length each; one says the bytes a second, one holds the sound. */
const wavSeconds = (bytes: Buffer): number | undefined => {
  let bytesASecond = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [name, length] = [bytes.toString('latin1', at, at + 4), bytes.readUInt32LE(at + 4)];
    if (name === 'fmt ' && at + 20 <= bytes.length) bytesASecond = bytes.readUInt32LE(at + 16);
    if (name === 'data') return bytesASecond > 0 ? Math.min(length, bytes.length - at - 8) / bytesASecond : undefined;
    at += 8 + length + (length % 2);
  }
  return undefined;
};

/** http://www.mp3-tech.org/programmer/frame_header.html: kbit/s of layer III, by index, for MPEG 1 and for MPEG 2 and 2.5. */
const KBITS = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const HERTZ = [44_100, 48_000, 32_000];
/** By the two bits that name the version: MPEG 2.5, none, 2, 1. */
const SLOWER_BY = [4, undefined, 2, 1];

const mp3Seconds = (bytes: Buffer): number | undefined => {
  let seconds = 0;
  for (let at = afterTag(bytes); at + 4 <= bytes.length; ) {
    const frame = frameAt(bytes.readUInt32BE(at));
    if (frame === undefined) {
      // Behind the last frame a tag may stand; before the first there is none in a file that can be played.
      break;
    }
    seconds += frame.seconds;
    at += frame.bytes;
  }
  return seconds;
};

/** Behind the title, the artist and the rest that many programs put first; its length has 7 bits a byte. */
const afterTag = (bytes: Buffer): number => {
  if (bytes.toString('latin1', 0, 3) !== 'ID3' || bytes.length < 10) return 0;
  return 10 + [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
};

const frameAt = (header: number): { readonly seconds: number; readonly bytes: number } | undefined => {
  const slower = SLOWER_BY[(header >>> 19) & 3];
  const layerThree = ((header >>> 17) & 3) === 1;
  if (header >>> 21 !== 0x7ff || slower === undefined || !layerThree) return undefined;
  const first = slower === 1;
  const kbits = KBITS[first ? 1 : 2][(header >>> 12) & 15];
  const hertz = HERTZ[(header >>> 10) & 3];
  if (!kbits || hertz === undefined) return undefined;
  const [samples, rate] = [first ? 1_152 : 576, hertz / slower];
  return { seconds: samples / rate, bytes: Math.floor((samples * kbits * 125) / rate) + ((header >>> 9) & 1) };
};
