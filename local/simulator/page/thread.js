import { callPart } from './calls.js';
import { el } from './elements.js';
import { countSegments } from './segments.js';

/** One phone on the page: its head, its thread of texts and its text field. Everything people wrote is set as text, never as markup. */

const TICKS = {
  queued: ['…', 'waiting'],
  sending: ['…', 'sending'],
  sent: ['✓', 'sent'],
  delivered: ['✓✓', 'delivered'],
  undelivered: ['✕', 'not delivered'],
  failed: ['✕', 'not sent'],
};

const languageName = tag => {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
};
const tongues = ({ language }) => {
  const tags = language.split(/[,;]\s*/).filter(Boolean);
  const names = tags.map(languageName).join(' and ');
  if (tags.length === 0) return '';
  return el(
    'p',
    { class: 'tongues', title: names },
    el('span', { class: 'unseen' }, names),
    el('span', { 'aria-hidden': 'true' }, tags.join(' · ')),
  );
};

const KINDS = [
  [/^Neighbor/, 'neighbor'],
  [/^Volunteer/, 'volunteer'],
  [/\d{5}|twice|Twilio|STOP|minutes/, 'failing'],
  [/./, 'team'],
];
const kindOf = role => KINDS.find(([pattern]) => pattern.test(role))?.[1] ?? 'neighbor';

/** Draws a phone. `context` tells reasons, price, time and how to send. */
export const phoneCard = (phone, context) => {
  const id = `phone-${phone.number.slice(1)}`;
  const log = el('ol', {
    class: 'log',
    role: 'log',
    'aria-relevant': 'additions',
    'aria-label': `Texts and calls on ${phone.name}'s phone`,
    tabindex: '0',
  });
  const stopped = el('p', { class: 'stopped', hidden: '' }, 'This phone has said STOP. START opens the way again.');
  const { form, field } = composer(id, phone, context);
  const call = callPart(id, phone, context);
  const card = el(
    'article',
    { class: `phone ${kindOf(phone.role)}`, id, 'aria-labelledby': `${id}-name` },
    el(
      'header',
      {},
      el('h2', { id: `${id}-name` }, phone.name),
      el('p', { class: 'number' }, phone.number),
      call.begin,
      el('p', { class: 'facts' }, el('span', {}, phone.role), tongues(phone)),
    ),
    log,
    stopped,
    call.panel,
    form,
  );
  const hint = phone.hint ? hintRow(phone, field) : el('li');
  if (phone.hint) log.append(hint);
  return { card, log, field, hint, items: new Map(), stopped, call, day: '', ...follower(log) };
};

const hintRow = ({ hint }, field) => {
  const button = el('button', { type: 'button', class: 'word' }, hint);
  button.addEventListener('click', () => suggest(field, hint));
  return el('li', { class: 'hint' }, 'Try: ', button);
};

/** Puts words into a phone's field, ready to be sent with Enter. */
export const suggest = (field, words) => {
  field.value = words;
  field.dispatchEvent(new Event('input'));
  field.focus();
};

const composerElements = (id, phone, bodyMax) => {
  const [language] = phone.language.split(/[,;]/);
  const field = el('textarea', {
    id: `${id}-field`,
    rows: '1',
    maxlength: String(bodyMax),
    lang: language || 'en',
    autocomplete: 'off',
    placeholder: 'Type a text',
    'aria-describedby': `${id}-count`,
    enterkeyhint: 'send',
  });
  const count = el('span', { id: `${id}-count`, class: 'count' }, '160 left');
  const picture = el('button', { type: 'button', class: 'picture', 'aria-pressed': 'false', title: 'Send a picture along' }, 'Picture');
  const form = el(
    'form',
    {},
    el('label', { for: `${id}-field`, class: 'unseen' }, `Text from ${phone.name}`),
    el('div', { class: 'write' }, field, el('button', { type: 'submit', 'aria-label': `Send from ${phone.name}` }, 'Send')),
    el('div', { class: 'under' }, count, picture),
  );
  return { field, count, picture, form };
};

const composer = (id, phone, { send, bodyMax }) => {
  const { field, count, picture, form } = composerElements(id, phone, bodyMax);
  const hasPicture = () => picture.getAttribute('aria-pressed') === 'true';
  const update = () => {
    const { left, segments, encoding } = countSegments(field.value);
    const kind = encoding === 'UCS-2' ? ' (a special character makes segments short)' : '';
    count.textContent = segments === 1 ? `${left} left${kind}` : `${segments} segments, ${left} left${kind}`;
  };
  /** What was typed, and an empty field again; undefined where there is nothing to send. */
  const take = () => {
    const typed = { body: field.value, media: hasPicture() ? 1 : 0 };
    if (typed.body === '' && typed.media === 0) return undefined;
    field.value = '';
    picture.setAttribute('aria-pressed', 'false');
    update();
    return typed;
  };
  field.addEventListener('input', update);
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  picture.addEventListener('click', () => picture.setAttribute('aria-pressed', String(!hasPicture())));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const typed = take();
    if (typed) send(phone, typed.body, typed.media);
    else field.focus();
  });
  return { form, field };
};

/** Keeps a thread at its newest text, unless its reader has scrolled back; also when the thread itself gets smaller. */
const follower = log => {
  let follows = true;
  const toEnd = () => {
    if (follows) log.scrollTop = log.scrollHeight;
  };
  let height;
  log.addEventListener('scroll', () => {
    // Where the thread has just got smaller nobody has scrolled: it is a scroll of ours that is told of late.
    if (log.clientHeight === height) follows = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  });
  new ResizeObserver(() => {
    height = log.clientHeight;
    toEnd();
  }).observe(log);
  return {
    keepAtEnd: change => {
      change();
      toEnd();
    },
    /** Whoever writes wants to see the answer, wherever they had scrolled to. */
    follow: () => {
      follows = true;
    },
  };
};

/** Puts a text into its phone's thread, or brings what became of it up to date. */
export const showText = (view, text, context) => {
  const known = view.items.get(text.sid);
  if (known) return view.keepAtEnd(() => known.state.replaceChildren(...stateOf(text, context)));
  view.keepAtEnd(() => {
    newDay(view, text.createdAt, context);
    const own = text.by === 'phone';
    if (own) view.follow();
    view.hint.remove();
    const state = el('p', { class: 'state' }, ...stateOf(text, context));
    const picture = text.media > 0 ? [el('span', { class: 'media' }, text.media === 1 ? 'a picture' : `${text.media} pictures`)] : [];
    const item = el('li', { class: own ? 'own' : text.by === 'carrier' ? 'carrier' : 'line', 'data-at': text.createdAt });
    item.append(el('div', { class: 'bubble' }, el('span', { class: 'unseen' }, whoSaid(text)), ...picture, text.body), state);
    view.items.set(text.sid, { state });
    view.log.append(item);
  });
};

const whoSaid = ({ by }) => (by === 'phone' ? 'You: ' : by === 'carrier' ? 'The carrier: ' : 'The line: ');

/** Begins a new day in a thread, where it is one. */
export const newDay = (view, at, { dayOf }) => {
  const day = dayOf(at);
  if (day === view.day) return;
  view.day = day;
  view.log.append(el('li', { class: 'day' }, day));
};

const stateOf = (text, { reasons, priceOf, timeOf }) => {
  const time = timeOf(text.createdAt);
  if (text.by === 'carrier') return [`${time} · from the carrier, free`];
  const cost = `${text.segments} ${text.segments === 1 ? 'segment' : 'segments'}, ${priceOf(text)}`;
  const [tick, word] = TICKS[text.status] ?? [];
  if (tick === undefined) return [`${time} · `, el('span', { class: 'cost' }, cost)];
  const reason = text.errorCode === null ? '' : `: ${reasons[text.errorCode] ?? 'the carrier would not say why'} (${text.errorCode})`;
  const state = el('span', { class: `tick ${text.status}` }, el('span', { 'aria-hidden': 'true' }, `${tick} `), `${word}${reason}`);
  return [`${time} · `, state, ' · ', el('span', { class: 'cost' }, cost)];
};

/** Tells in a phone's thread what went wrong at the line. */
export const showTrouble = (view, sentence) => view.keepAtEnd(() => view.log.append(el('li', { class: 'trouble' }, sentence)));
