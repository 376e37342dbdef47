import { describe, expect, test } from 'vitest';
import { mayBeDanger } from '../../shared/understand/danger.ts';
import { findDanger } from '../../shared/understand/understand.ts';

const DANGER: Readonly<Record<string, string>> = {
  violence:
    'ajuda meu marido me bate|socorro ele vai me matar|помогите меня бьют|муж избивает меня|у него нож!|救命|他打我|남편이 때려요|زوجي يضربني|anh ta đánh tôi|mąż bije mnie|sinasaktan niya ako|someone came into my room|he wont leave my house|he came at me|the man came and took my son|मुझे मार रहा है',
  medical: 'мой отец не дышит|meu pai nao respira|他昏倒了|khong tho duoc|nie oddycha',
  fire: 'пожар помогите|pegou fogo na cozinha|着火了|불이 났어요|pali sie dom',
  'self-harm': 'хочу умереть|quero morrer|我想死|chce umrzec',
};
/** Needs, and things that are no danger, in the same languages. */
const NONE =
  'Мне нужна еда для 3, 11216|preciso de comida para 3|我需要食物|음식이 필요해요|nous avons faim|cần thức ăn|they came at 3 with the food|he came at 5|he wont leave until monday|the volunteer came into the room';
const DOUBTFUL = 'help me please hes here|someone came in my house|im so scared|my ex is outside';

describe('danger in languages of which the line has no words', () => {
  test.each(
    Object.entries(DANGER).flatMap(([danger, texts]) => texts.split('|').map(text => [text, danger] as const)),
  )('%s: %s', (text, danger) => {
    expect(findDanger(text)).toBe(danger);
  });
  test.each(NONE.split('|'))('none in "%s"', text => {
    expect(findDanger(text)).toBeNull();
  });
  test.each(DOUBTFUL.split('|'))('asked back: %s', text => {
    expect(findDanger(text)).toBeNull();
    expect(mayBeDanger(text)).toBe(true);
  });
});
