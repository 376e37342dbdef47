import type { Urgency } from '../domain/needs.ts';
import { findPhrases, type PhraseTable, phraseTable } from './phrases.ts';
import type { Words } from './words.ts';

type When = Exclude<Urgency, 'now'>;

const SOONEST_FIRST: readonly When[] = ['today', 'soon', 'this-week'];

/**
 * A weekday means this week: what day it is now is not known here, and the nearest such day is at most a week off.
 * "Next week" and "no rush" are the least urgent that the line knows, this week too.
 */
const PHRASES: Record<When | 'not', string> = {
  today: `no|nothing|without|out|ran|broke .. until|till|til|before monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|wed|thurs|thur|fri|tomorrow|payday|next|the, dont|didnt|wont|doesnt|do|not|havent have|get|got|eat|paid|be .. until|till|til monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|wed|thurs|thur|fri|tomorrow|payday|next|the, no|sin|nada .. hasta el|la|que? lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|proxima|proximo|dia|la|el, today, tonight, now, asap, right away, immediately, urgent, urgently, this morning|afternoon|evening|night, emergency, soon as possible, hoy, ahora, ahorita, ya mismo, esta noche|tarde, de inmediato, inmediatamente, urgente, urgentemente, urge, lo antes posible, cuanto antes, lo mas pronto posible, jodi a, jodia, kounye a, kounyea, aswe a, prese, ijan, aujourd hui, ce soir|matin, maintenant, tout de suite, immediatement, des que possible`,
  soon: `tomorrow, in a|one|two|1|2|couple day|days|or|of day|days|two?, day|days or two, a day or two, in 24|48 hours, within a|24|48|two|2 day|hours|days, 1|one or|to|2 2|two?|days days?, next day, day after tomorrow, manana, pasado manana, para manana, en un|uno|dos|2|1 dia|dias|o dos?|dias?, dentro de un|dos|2 dia|dias, uno o dos dias, un|1 o|a dos|2 dias?, demen, apre demen, nan de|2|yon jou, demain, apres demain, dans un|deux|2|1|les jour|jours|ou|prochains deux?|jours?`,
  'this-week': `this week, this weekend, weekend, the weekend, next week, in|within a|the few|week days?, in three|four|five|six|3|4|5|6 days, few days, no rush|hurry, not urgent, whenever, monday, tuesday, wednesday, thursday, friday, saturday, sunday, on|this|next|by|for mon, tues, wed, thurs, thur, fri, esta semana, fin de semana, proxima semana, semana que viene, en unos dias, sin prisa, no hay|es prisa|urgente, no urge, lunes, martes, miercoles, jueves, viernes, sabado, domingo, semenn sa a?, wikenn, semenn sa, lendi, madi, mekredi, jedi, vandredi, samdi, dimanch, cette semaine, ce week end, week end, semaine prochaine, pas urgent|presse, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche`,
  not: `ate|eaten|eat|slept|comido|comemos|como in|for|en like|almost|over? a|one|two|three|four|1|2|3|4|5|un|dos|tres couple? of? day|days|dia|dias, not|isnt|no today|tonight|now|urgent|urge|es, not|need|needed|wait until|till|til today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|wed|thurs|thur|fri|tomorrow|payday|next|the, until|till|til monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|wed|thurs|thur|fri|tomorrow|payday|next|the, hasta el|la|que? lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|proxima|proximo|dia|la|el, paid|payday|paycheck|check|checks|stamps|ebt|snap|benefits comes|come|coming|arrives|gets|get|is|isnt|not|on|this|next? on|this|next? monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|wed|thurs|thur|fri|tomorrow|payday|next|the, pagan|cobro|pago|cheque es|llega? el|este|hasta? lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|proxima|proximo|dia|la|el, until|till|til|up|for|to|by|from to? now, for now, hasta ahora|hoy, por ahora, de|por la manana, en las mananas, buenos dias, no es urgente, no hay prisa, pas urgent, jusqu a maintenant, jiska|jouk kounye|jodi a?, since monday|tuesday|wednesday|thursday|friday|saturday|sunday|this|today, last monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|night, desde el? lunes|martes|miercoles|jueves|viernes|sabado|domingo|ahora|hoy, depuis lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ce|maintenant, now that, week|weeks from|after on|this|next? monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|wed|thurs|thur|fri|today|tomorrow|now, esta manana, cada|todos|toda los? manana|mananas|lunes|martes|dias`,
};

let table: PhraseTable<When | 'not'> | null = null;

/** How soon it is needed, the soonest that the words name, or null. */
export function whenIn(text: Words): When | null {
  table ??= phraseTable<When | 'not'>([PHRASES]);
  const found = findPhrases(table, text);
  const nots = found.filter(({ label }) => label === 'not');
  const real = found.filter(
    hit =>
      hit.label !== 'not' &&
      !nots.some(
        not => not.from < hit.to && hit.from < not.to && hit.from >= not.from && hit.to <= not.to && !isLess(text, hit.from, hit.to),
      ),
  );
  return SOONEST_FIRST.find(when => real.some(({ label }) => label === when)) ?? null;
}

/** "No rush" and "not urgent" are spoken of as wholes; the "urgent" inside them is not. */
const isLess = (text: Words, from: number, to: number): boolean => to - from > 1 && /^(?:no|not|pas|sin)$/.test(text.words[from] ?? '');
