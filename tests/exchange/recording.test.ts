import { expect, test } from 'vitest';
import { ANA, MARIA, Phones } from './support.ts';

/** A recording, heard again by somebody else on a call of theirs. */
test('what was recorded is heard where its address is played', async () => {
  let url = '';
  const phones = new Phones({
    '/twilio/voice': '<Record action="/recorded" maxLength="60" timeout="3"/>',
    '/recorded': form => {
      url = form.RecordingUrl ?? '';
      return '<Say>Thank you.</Say>';
    },
    '/out': () => `<Play>${url}.mp3</Play>`,
  });
  await phones.call(MARIA);
  await phones.speak(MARIA, 'we need water');
  await phones.press(MARIA, '#');
  await phones.ring(ANA);
  await phones.pickUp(ANA);
  const played = phones.calls.takeNews().flatMap(news => (news.what === 'heard' && news.piece.kind === 'played' ? [news.piece.text] : []));
  expect(played).toEqual(['we need water']);
});
