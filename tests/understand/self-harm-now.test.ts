import { expect, test } from 'vitest';
import { selfHarmNow } from '../../shared/understand/self-harm-now.ts';

test.each([
  'my brother took a whole bottle of pills',
  'i took too many sleeping pills',
  'my friend took too many pills and wont wake up',
  'my son just cut his wrists',
  'he hung himself',
  'my roommate is trying to kill herself right now',
  'she has a gun to her head',
  'hes on the roof and wants to jump',
  'she drank bleach',
  'mi hermano se tomo todas las pastillas',
  'me tomé un frasco de pastillas',
  'se cortó las venas',
  'mi hijo se quiere aventar del puente',
])('an act: %s', text => expect(selfHarmNow(text)).toBe(true));

test.each([
  'i want to die',
  "I don't want to live anymore",
  'thinking about taking pills',
  'i almost took all my pills last year',
  'everyone would be better off without me',
  'no quiero vivir',
  'quiero morir',
  'pienso en matarme',
])('no act yet: %s', text => expect(selfHarmNow(text)).toBe(false));
