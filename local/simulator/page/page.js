import { isOver, showCall, showPiece } from './calls.js';
import { el } from './elements.js';
import { newDay, phoneCard, showText, showTrouble, suggest } from './thread.js';
import { canSpeak, setSpeaking } from './voices.js';

/** The page of phones: reads the phone company's state, hears what happens, and sends what is typed. */

const $ = id => document.getElementById(id);
const views = new Map();
const texts = new Map();
const calls = new Map();
/** Calls of which something was heard since the state was asked for: what comes of that is older. */
const heardOf = new Set();
let company;
/** The line's time minus this browser's. */
let aheadMs = 0;

const context = {
  send: (phone, body, media) => sendText(phone, body, media),
  call: phone => tried(() => ask(`/simulator/phones/${phone.number}/calls`, {})),
  act: (phone, wish) => actOnCall(phone, wish),
  lineName: () => company.line.name,
  /** Whose phone is at the other end of this call. */
  otherOn: sid => nameOn(calls.get(sid)?.call.phone),
  /** With whom the phone of this call talks. */
  otherName: sid => nameOn(calls.get(calls.get(sid)?.doing.with)?.call.phone),
  newDay: (view, at) => newDay(view, at, context),
  timeOf: at => format(at, { hour: 'numeric', minute: '2-digit' }),
  dayOf: at => format(at, { weekday: 'long', month: 'long', day: 'numeric' }),
  priceOf: text => (text.status === 'failed' ? 'free' : `${(text.segments * company.pricePerSegment * 100).toFixed(2)}¢`),
};
const format = (at, options) => new Intl.DateTimeFormat('en-US', { timeZone: company.line.timezone, ...options }).format(new Date(at));

const nameOn = number => company.phones.find(phone => phone.number === number)?.name ?? number ?? 'Somebody';

const ask = async (path, body) => {
  const response = await fetch(
    path,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
};
const say = sentence => {
  $('said').textContent = sentence;
};
const tried = async work => {
  try {
    await work();
    return true;
  } catch (error) {
    say(error instanceof TypeError ? 'The line does not answer. Is it still running?' : error.message);
    return false;
  }
};

const showNow = () => {
  const now = new Date(Date.now() + aheadMs);
  $('now').dateTime = now.toISOString();
  $('now').textContent = format(now, { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
};
const setNow = now => {
  aheadMs = Date.parse(now) - Date.now();
  showNow();
};

const showPhone = phone => {
  if (views.has(phone.number)) return views.get(phone.number);
  const view = phoneCard(phone, context);
  views.set(phone.number, view);
  $('phones').append(view.card);
  showStopped(phone.number, phone.optedOut);
  return view;
};
const showStopped = (number, optedOut) => {
  const view = views.get(number);
  if (view) view.stopped.hidden = !optedOut;
};
const show = text => {
  const view = views.get(text.by === 'phone' ? text.from : text.to);
  if (!view) return;
  texts.set(text.sid, text);
  showText(view, text, context);
};

const showOneCall = news => {
  calls.set(news.call.sid, news);
  const view = views.get(news.call.phone);
  if (view) showCall(view, news, context);
};
const showOnePiece = (news, isNew) => {
  const view = views.get(news.phone);
  if (view) showPiece(view, news, context, isNew);
};

/** A call as it went: its beginning, what was heard and done, its end. Of one that was heard of meanwhile the thread has both ends already. */
const pastOf = known => {
  const { call, pieces } = known;
  const { sid, phone, createdAt, endedAt } = call;
  const had = heardOf.has(sid);
  const begins = () => showOneCall({ call: { ...call, status: 'in-progress' }, doing: { what: 'listening' } });
  return [
    ...(had ? [] : [{ at: createdAt, show: begins }]),
    ...pieces.map(({ at, ...piece }, nth) => ({ at, show: () => showOnePiece({ sid, phone, nth, at, piece }, false) })),
    ...(had || !isOver(call) ? [] : [{ at: endedAt, show: () => showOneCall(known) }]),
  ];
};

/** What was written and what was called, in the order in which it happened. */
const showPast = () => {
  const begun = company.calls.filter(({ call }) => call.status !== 'queued');
  const still = begun.filter(({ call }) => !heardOf.has(call.sid));
  // Where the clock was moved much happens at one time: then one call is over before the next one begins.
  const events = [...company.texts.map(text => ({ at: text.createdAt, show: () => show(text) })), ...begun.flatMap(pastOf)];
  for (const { show: draw } of events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) draw();
  for (const known of still) if (!isOver(known.call)) showOneCall(known);
};

const showCost = () => {
  const paid = [...texts.values()].filter(text => text.by !== 'carrier' && text.status !== 'failed');
  const segments = paid.reduce((sum, text) => sum + text.segments, 0);
  const dollars = (segments * company.pricePerSegment).toFixed(2);
  $('cost').textContent = paid.length === 0 ? 'No texts yet.' : `${paid.length} texts, ${segments} segments: about $${dollars}.`;
};

const showDuty = async () => {
  const { roster } = await ask('/simulator/roster');
  const rows = roster.map(({ name, pods, onCall }) =>
    el(
      'li',
      { class: onCall ? 'on' : 'off' },
      el('span', { class: 'dot', 'aria-hidden': 'true' }),
      el('strong', {}, name),
      el('span', { class: 'quiet' }, onCall ? `on call: ${pods.join(', ')}` : 'off duty'),
    ),
  );
  $('duty').replaceChildren(
    ...(rows.length > 0 ? rows : [el('li', { class: 'quiet' }, 'No volunteers yet. Import some, or text VOLUNTEER.')]),
  );
};

/** What happens comes in bursts; the sums are drawn once for each. */
let drawing;
const drawSoon = () => {
  if (drawing !== undefined) return;
  drawing = setTimeout(() => {
    drawing = undefined;
    showCost();
    tried(showDuty);
  }, 120);
};

const load = async () => {
  heardOf.clear();
  company = await ask('/simulator/phones');
  Object.assign(context, { reasons: company.reasons, bodyMax: company.limits.bodyCharacters });
  $('line-name').textContent = company.line.name;
  $('line-number').textContent = company.line.number;
  $('price').textContent = `Counted at ${(company.pricePerSegment * 100).toFixed(2)}¢ a segment, sent or received: an example price.`;
  setNow(company.now);
  for (const phone of company.phones) showPhone(phone);
  if (texts.size === 0) $('welcome').hidden = company.texts.length > 0;
  showPast();
  showFailures();
  drawSoon();
};

const hear = ({ what, ...rest }) => {
  if (what === 'text') show(rest.text);
  else if (what === 'call') {
    heardOf.add(rest.call.sid);
    showOneCall(rest);
  } else if (what === 'heard') showOnePiece(rest, true);
  else if (what === 'phone') {
    company.phones.push(rest.phone);
    showPhone(rest.phone);
    showFailures();
  } else if (what === 'consent') showStopped(rest.number, rest.optedOut);
  else if (what === 'trouble' && views.has(rest.number)) showTrouble(views.get(rest.number), rest.sentence);
  drawSoon();
};

const sendText = (phone, body, media) =>
  tried(async () => {
    say('');
    await ask(`/simulator/phones/${phone.number}/texts`, { body, media });
  });

/** Does something on the call that this phone is on; whether it could be done. */
const actOnCall = (phone, wish) => {
  const live = views.get(phone.number)?.call.live;
  if (live === undefined || isOver(live.call)) return Promise.resolve(false);
  return tried(async () => {
    say('');
    await ask(`/simulator/calls/${live.call.sid}`, wish);
  });
};

const moveClock = advance =>
  tried(async () => {
    const buttons = document.querySelectorAll('[data-advance]');
    if (buttons[0]?.getAttribute('aria-disabled') === 'true') return;
    for (const button of buttons) button.setAttribute('aria-disabled', 'true');
    say('Moving the clock …');
    try {
      const { now } = await ask('/simulator/clock', { advance });
      setNow(now);
      say(`It is now ${$('now').textContent}. Everything that fell due has been done.`);
    } finally {
      for (const button of buttons) button.removeAttribute('aria-disabled');
      drawSoon();
    }
  });

const addPhone = phone =>
  tried(async () => {
    const added = await ask('/simulator/phones', phone);
    const view = showPhone(added);
    view.card.scrollIntoView({ block: 'nearest' });
    view.field.focus();
    say(`${added.name}'s phone is ready.`);
  });

const showFailures = () => {
  const rows = company.failures.map(({ number, name, what }) => {
    const there = views.has(number);
    const button = el('button', { type: 'button', 'aria-label': `Add ${name}` }, there ? 'Added' : 'Add');
    button.disabled = there;
    button.addEventListener('click', () => addPhone({ number }));
    return el('li', {}, el('div', {}, el('strong', {}, name), el('span', { class: 'quiet' }, `${number}. ${what}`)), button);
  });
  $('failures').replaceChildren(...rows);
};

const nextNumber = () => {
  let last = 31;
  while (views.has(`+155501000${last}`)) last += 1;
  return `+155501000${last}`;
};

for (const button of document.querySelectorAll('[data-advance]')) button.addEventListener('click', () => moveClock(button.dataset.advance));
$('try').addEventListener('click', () => {
  const first = company?.phones[0];
  if (first) suggest(views.get(first.number).field, $('try').textContent);
});
$('welcome-close').addEventListener('click', () => {
  $('welcome').hidden = true;
});
$('add').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target;
  await addPhone(Object.fromEntries(new FormData(form)));
  form.elements.number.value = nextNumber();
});

$('aloud').hidden = !canSpeak;
$('aloud').addEventListener('click', ({ currentTarget }) => {
  const wanted = currentTarget.getAttribute('aria-pressed') !== 'true';
  currentTarget.setAttribute('aria-pressed', String(wanted));
  setSpeaking(wanted);
});

await tried(load);
if (company) {
  const first = company.phones[0];
  if (first) $('try-name').textContent = first.name;
  setInterval(showNow, 1_000);
  const events = new EventSource('/simulator/events');
  events.onmessage = event => hear(JSON.parse(event.data));
  // After a restart of the line the browser connects again by itself; what happened in between is read anew.
  events.onopen = () => tried(load);
}
