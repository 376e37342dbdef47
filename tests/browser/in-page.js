/** Runs in the page under test, where there is a document; the tests hand it over as text and name the question they ask. */

const nameOf = element => {
  const labels = [...(element.labels ?? [])].map(label => label.textContent).join('');
  return (element.getAttribute('aria-label') ?? (labels || element.textContent)).trim();
};

const luminance = ([red, green, blue]) => {
  const light = channel => (channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
};
const numbersOf = color => (color.match(/[\d.]+/g) ?? []).map(Number);

/** The nearest solid color behind an element. */
const behind = element => {
  for (let at = element; at; at = at.parentElement) {
    const color = numbersOf(getComputedStyle(at).backgroundColor);
    if (color.length === 3 || color[3] === 1) return color;
  }
  return [255, 255, 255];
};

/** By the formula of WCAG 2. */
const contrastOf = element => {
  const both = [luminance(numbersOf(getComputedStyle(element).color)), luminance(behind(element))];
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
};

const visibleTexts = () => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() && element.checkVisibility() && !element.closest('.unseen, .skip, noscript')) found.push(node);
  }
  return found;
};

const questions = {
  namelessControls: () =>
    [...document.querySelectorAll('button, input, textarea, summary')].filter(one => !nameOf(one)).map(one => one.outerHTML),
  poorContrasts: () => {
    const texts = visibleTexts();
    const failing = texts
      .filter(node => contrastOf(node.parentElement) < 4.5)
      .map(node => `${contrastOf(node.parentElement).toFixed(2)} "${node.textContent.trim().slice(0, 30)}"`);
    return { failing, looked: texts.length };
  },
  focused: () => {
    const { id, tagName, textContent } = document.activeElement;
    return { id, tag: tagName, text: textContent, outline: getComputedStyle(document.activeElement).outlineStyle };
  },
  tooWide: () => ({
    page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    phones: [...document.querySelectorAll('article.phone')].filter(one => one.scrollWidth > one.clientWidth + 1).length,
  }),
  roomInACall: () => {
    const phone = document.querySelector('.phone.calling');
    const line = Number.parseFloat(getComputedStyle(phone.querySelector('.heard .bubble')).lineHeight);
    return {
      lines: phone.querySelector('.log').clientHeight / line,
      key: phone.querySelector('.key').clientHeight,
      phone: phone.clientHeight,
    };
  },
  animations: () => document.getAnimations().length,
  animationOfRinging: () => getComputedStyle(document.querySelector('.ringing .call-panel')).animationName,
  animationOfFirstText: () => getComputedStyle(document.querySelector('.log .line')).animationName,
};

globalThis.ask = question => questions[question]();
