import { el } from './elements.js';
import { hush, speak } from './voices.js';

/** A phone's calls: the button that begins one, the panel while it rings and lasts, and what was heard and done, in the thread. */

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const KEY_NAMES = { '*': 'star', '#': 'hash' };
/** Who types what they say is speaking all the while; the line is told so at most this often. */
const SPEAKING_MS = 2_000;

/** Where a call begins or ends the page stays where its reader has scrolled it. */
const QUIETLY = { preventScroll: true };
const OVER = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
export const isOver = ({ status }) => OVER.has(status);

/** The button and the panel. `context.call` begins a call, `context.act` does something on one. */
export const callPart = (id, phone, context) => {
  const named = { 'aria-label': `Call the line from ${phone.name}`, title: 'Call the line' };
  const begin = el('button', { type: 'button', class: 'begin', ...named }, icon());
  const state = el('p', { class: 'call-state', role: 'status' });
  const ringing = ringRow(phone, context);
  const talking = talkRows(id, phone, context);
  const panel = el(
    'section',
    { class: 'call-panel', 'aria-label': `Call on ${phone.name}'s phone`, hidden: '' },
    state,
    ringing.row,
    talking.rows,
  );
  begin.addEventListener('click', () => context.call(phone));
  return { begin, panel, state, ringing, talking, sid: undefined, shown: new Map(), pieces: new Map() };
};

const icon = () => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute(
    'd',
    'M3.6 1.5 5.7 1l1.6 3.6-1.4 1.2a8 8 0 0 0 4.3 4.3l1.2-1.4L15 10.3l-.5 2.1c-.3 1.2-1.2 1.7-2.3 1.6A11.6 11.6 0 0 1 2 3.8c-.1-1.1.4-2 1.6-2.3z',
  );
  svg.append(path);
  return svg;
};

const button = (words, label, className, act) => {
  const one = el('button', { type: 'button', class: className, ...(label === undefined ? {} : { 'aria-label': label }) }, words);
  one.addEventListener('click', act);
  return one;
};

const ringRow = (phone, context) => {
  const answer = button('Answer', `Answer on ${phone.name}'s phone`, 'answer', () => context.act(phone, { answer: true }));
  const decline = button('Decline', `Decline on ${phone.name}'s phone`, 'hang-up', () => context.act(phone, { decline: true }));
  return { row: el('div', { class: 'ring-row', hidden: '' }, answer, decline), answer };
};

const talkRows = (id, phone, context) => {
  const press = key => {
    hush();
    context.act(phone, { keys: key });
  };
  const keys = KEYS.map(key => button(key, KEY_NAMES[key], 'key', () => press(key)));
  const pad = el('div', { class: 'keypad', role: 'group', 'aria-label': `Keypad of ${phone.name}'s phone` }, ...keys);
  // Whoever is at the keypad may also type the keys.
  pad.addEventListener('keydown', event => {
    if (!KEYS.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    press(event.key);
  });
  const hangUp = button('Hang up', `Hang up ${phone.name}'s phone`, 'hang-up', () => context.act(phone, { hangup: true }));
  const { form, field } = sayForm(id, phone, context);
  return { rows: el('div', { class: 'talk-rows', hidden: '' }, form, pad, hangUp), first: keys[0], field };
};

const sayForm = (id, phone, context) => {
  const [language] = phone.language.split(/[,;]/);
  const field = el('input', {
    id: `${id}-say`,
    autocomplete: 'off',
    lang: language || 'en',
    placeholder: 'Say something',
    maxlength: '1000',
  });
  const form = el(
    'form',
    { class: 'say' },
    el('label', { for: `${id}-say`, class: 'unseen' }, `Say aloud on ${phone.name}'s phone`),
    field,
    el('button', { type: 'submit', 'aria-label': `Say it on ${phone.name}'s phone` }, 'Say'),
  );
  let told = 0;
  field.addEventListener('input', () => {
    hush();
    if (field.value === '' || Date.now() - told < SPEAKING_MS) return;
    told = Date.now();
    context.act(phone, { speaking: true });
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const words = field.value.trim();
    if (words === '') return field.focus();
    if (await context.act(phone, { words })) field.value = '';
  });
  return { form, field };
};

/** Brings the panel up to date with how a call stands, and writes its begin and its end into the thread. */
export const showCall = (view, { call, doing }, context) => {
  const { call: part } = view;
  const known = part.shown.get(call.sid);
  // What is read anew begins with calls that ended here long ago.
  if (known === 'over' || (known === undefined && call.status === 'queued')) return;
  const over = isOver(call);
  if (known === undefined) write(view, el('li', { class: 'day call-line' }, beginWords(call, context)), call.createdAt, context);
  if (over) write(view, el('li', { class: 'day call-line' }, endWords(call)), call.endedAt, context);
  part.shown.set(call.sid, over ? 'over' : 'on');
  if (over && part.sid !== undefined && part.sid !== call.sid) return;
  showPanel(view, over ? undefined : { call, doing }, context);
};

const showPanel = ({ card, call: part }, live, context) => {
  const { panel, state, ringing, talking, begin } = part;
  const had = panel.contains(document.activeElement);
  const began = part.sid === undefined && live !== undefined;
  part.sid = live?.call.sid;
  part.live = live;
  const rings = live?.call.direction !== 'inbound' && live?.call.status === 'ringing';
  panel.hidden = live === undefined;
  ringing.row.hidden = !rings;
  talking.rows.hidden = live === undefined || rings;
  card.classList.toggle('calling', live !== undefined);
  card.classList.toggle('ringing', rings);
  const words = live === undefined ? '' : stateWords(live, context);
  if (state.textContent !== words) state.textContent = words;
  if (live === undefined) {
    hush();
    talking.field.value = '';
    if (had) begin.focus(QUIETLY);
  } else if (began && live.call.direction === 'inbound') talking.first.focus(QUIETLY);
  else if (had && document.activeElement?.closest('[hidden]')) talking.first.focus(QUIETLY);
};

const STATES = {
  ringing: 'Calling …',
  listening: 'The line is speaking',
  pausing: 'One moment …',
  recording: 'Recording: say your words, then # or silence',
  dialling: 'Being put through …',
  waiting: 'Waiting for a person',
};
const stateWords = ({ call, doing }, context) => {
  if (call.direction !== 'inbound' && call.status === 'ringing') return `${context.lineName()} is calling, ${call.from}`;
  if (doing.what === 'talking') return `Talking with ${context.otherOn(doing.with)}`;
  if (doing.what !== 'asked') return STATES[doing.what] ?? '';
  const waits = doing.keys && doing.speech ? 'keys or words' : doing.speech ? 'words' : 'keys';
  return doing.digits === '' ? `Waits for ${waits}` : `Pressed so far: ${doing.digits}`;
};

const beginWords = ({ direction, from, phone }, { lineName }) =>
  direction === 'inbound' ? `Called the line${from === phone ? '' : `, showing “${from}”`}` : `${lineName()} called`;
const ENDS = { busy: 'Busy', failed: 'The call failed', 'no-answer': 'Missed call', canceled: 'It stopped ringing' };
const endWords = ({ status, answeredAt, endedAt }) => {
  if (answeredAt === null) return ENDS[status] ?? 'Not answered';
  const seconds = Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1_000));
  return `Call ended after ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const write = (view, item, at, context) =>
  view.keepAtEnd(() => {
    context.newDay(view, at);
    view.hint.remove();
    view.log.append(item);
  });

/** Writes something that was heard or done on a call into the thread. */
export const showPiece = (view, { sid, nth, at, piece }, context, isNew) => {
  const last = view.log.lastElementChild;
  // What is read anew after the connection was lost may be there already.
  const shown = view.call.pieces.get(sid) ?? 0;
  if (nth < shown) return;
  view.call.pieces.set(sid, nth + 1);
  // Keys pressed one after the other are one number.
  if (piece.kind === 'keys' && last?.dataset.keys === sid) {
    view.keepAtEnd(() => last.querySelector('.bubble').append(piece.text));
    return;
  }
  if (piece.kind === 'keys' || piece.kind === 'spoke') view.follow();
  write(view, pieceItem(sid, piece, context), at, context);
  if (isNew && piece.kind === 'said') speak(piece.text, piece.language);
};

const bubble = (className, who, text, language) =>
  el(
    'li',
    { class: className },
    el('div', { class: 'bubble', ...(language ? { lang: language } : {}) }, el('span', { class: 'unseen' }, who), text),
  );

const pieceItem = (sid, piece, context) => {
  if (piece.kind === 'said') return bubble('line heard', 'The line says: ', piece.text, piece.language);
  if (piece.kind === 'played')
    return bubble('line heard', 'The line plays: ', piece.text === '' ? `a recording (${piece.url.split('/').at(-1)})` : piece.text);
  if (piece.kind === 'other') return bubble('line heard person', `${context.otherName(sid)} says: `, piece.text);
  if (piece.kind === 'spoke') return bubble('own spoken', 'You say: ', piece.text);
  if (piece.kind === 'note') return el('li', { class: 'day call-line' }, piece.text);
  const item = bubble('own pressed', 'You press: ', piece.text);
  item.dataset.keys = sid;
  return item;
};
