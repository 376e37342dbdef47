import { expect, test } from 'vitest';
import { isAnger } from '../../shared/understand/anger.ts';

const ANGER =
  "this is useless|you people are liars|fuck you|where the hell are they|this is bullshit|yall are a joke|you guys suck|what a waste of time|this service is a scam|you lied to me|nobody cares|im sick of waiting|i'm so fed up with you|this is ridiculous!!|shame on you|wtf|where tf is my food|esto no sirve para nada|son unos mentirosos|vayanse al carajo|donde diablos estan|que porqueria|puras mentiras|ya estoy harta|no les importamos|es una burla|hijos de puta|liars|what the fuck is taking so long|your volunteers are useless|you dont even care|f*** you|ustedes no sirven";
const NOT =
  'the doorbell is useless, please knock|el timbre no sirve|the elevator is terrible take the stairs|it is horrible outside, bring an umbrella|this is the wrong door, other side|i am worried|my son is sick|hell gate bridge side|the trash room is on the left|is this a scam?|thank you so much|the lobby smells like trash|sorry i was stupid, wrong code|no joke the bell is broken|i need food|esta mal el codigo, es 4471|que pena con usted|no sirve el elevador|when are you coming|where are you|nobody came|they are lying on the floor by the door|la puerta es inutil, toque|what the code is: 4471|shes mad at the dog|im tired|this is my door';

test.each(ANGER.split('|'))('%s is for no volunteer to read', text => expect(isAnger(text)).toBe(true));
test.each(NOT.split('|'))('%s is no anger', text => expect(isAnger(text)).toBe(false));
