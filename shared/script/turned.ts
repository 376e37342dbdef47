import { fold } from './fold.ts';

/** What the words behind a yes or a no make of it: `kept` where they agree, `turned` where they plainly say the opposite, `doubt` where they may. */
export type Turn = 'kept' | 'turned' | 'doubt';

interface Opposites {
  /** Behind a yes: plainly a no; and perhaps one. */
  readonly yesTurned?: RegExp;
  readonly yesDoubt?: RegExp;
  readonly noTurned?: RegExp;
  readonly noDoubt?: RegExp;
}

/** "i dont need it anymore", "ya no la necesito": what is not wanted is no wish. */
const NOT_WANTED =
  /\b(?:dont|do not|didnt|doesnt|no longer|not|never|wont|nobody|no) (?:\w+ )?(?:need|needs|needed|want|wants|wanted|necesit\w+|quier\w+|hac\w+ falta|hungry|keep|wait|waiting)\b|\b(?:ya )?no (?:lo |la |los |las )?(?:necesit\w+|quier\w+)\b|\b(?:if|si) (?:somebody|someone|anyone|others?|otr[oa]s?)\b.*/g;
const WANTED =
  /\b(?:need|needs|needed|want|hungry|keep|leave it|waiting|wait|still|stay|send|bring|come|asking|dont (?:withdraw|cancel|close|take|give|remove|delete)|do not (?:withdraw|cancel|close|take|give|remove|delete)|not withdraw|necesit\w+|nesesit\w+|quier[oe]\w*|queremos|todavia|aun|hambre|dejal[oa]|dejen\w*|manten\w+|esper\w+|mand[ea]\w*|envi[ea]\w*|traig\w+|traiga\w*|veng\w+|sig[oau]\w*|no (?:l[oa]s? )?(?:quite\w*|retir\w+|cancel\w+|cierr\w+|borr\w+))\b/;
const NOT_THERE =
  /\b(?:(?:nobody|no one|nadie)(?: \w+){0,2}|(?:not|isnt|arent|wasnt|never|cant|doesnt|dont|didnt|without)(?: \w+)?|no) (?:here|outside|back|near|coming|scared|afraid|hurt|know|knows|key|gun|knife|weapon|aqui|afuera|miedo|viene|sabe|danger|peligro)\b|\b(?:im|i am|we are|were|estoy|estamos) (?:\w+ )?(?:ok|okay|fine|safe|good|bien|here|back|aqui|segur[oa])\b(?: (?:here|back|now|aqui|home))?/g;
const NEAR =
  /\b(?:outside|here|near|nearby|close by|back|coming|comes|waiting|keys?|knows|scared|afraid|terrified|gun|knife|weapon|kill|afuera|aqui|cerca|viene|volv\w+|regres\w+|llaves?|sabe|miedo|asustad[oa]|arma|pistola|cuchillo|danger|peligro)\b/;

/** The questions whose answer takes something away or leaves somebody in danger. */
const OPPOSITES: Readonly<Record<string, Opposites>> = {
  'withdraw/sure': {
    yesTurned: WANTED,
    noDoubt:
      /\b(?:(?:dont|do not|no longer|not) (?:need|needed|want)|longer (?:need|needed|want)|withdraw|cancel|close|remove|take it (?:off|down|back)|retir\w+|cancel\w+|quite\w*|no (?:l[oa]s? )?necesit\w+)\b/,
  },
  'arrived/arrived': {
    yesDoubt:
      /\b(?:need|want|waiting|wait|bring|come now|come over|please come|im home|i am home|im here|i am here|we are home|were home|hungry|send|still|not yet|on the way|when|necesit\w+|nesesit\w+|quiero|queremos|todavia|aun|esper\w+|traig\w+|veng\w+|mand[ea]\w*|en casa|hambre|cuando)\b/,
  },
  'give-back/sure': {
    yesDoubt:
      /\b(?:keep|still|i can do|i will|ill (?:do|go|take|bring)|im (?:going|coming)|on my way|dont|do not|wait|yo (?:puedo|voy)|todavia|no (?:l[oa] )?(?:pase\w*|den|de))\b/,
    noDoubt: /\b(?:give|ask|cant|cannot|someone else|somebody else|pass|not able|otra persona|alguien mas|no puedo|den|pase\w*)\b/,
  },
  'report/now': {
    noTurned: NEAR,
    noDoubt: /\b(?:but|knows?|yet|follow\w*|threat\w*|hit|beat\w*|amenaz\w*|pero|todavia|aun|not sure|maybe|no se|quizas?)\b/,
  },
};

/** What the rest of a text makes of the yes or no in front of it, at this question of this script. */
export function turnOf(at: string, isYes: boolean, rest: string): Turn {
  const opposites = OPPOSITES[at];
  if (!opposites || rest === '') return 'kept';
  // "No one is hurt" begins with no "no".
  const said = fold(/^one\b/i.test(rest) ? `no ${rest}` : rest)
    .replace(at === 'report/now' ? NOT_THERE : NOT_WANTED, ' ')
    .replace(/\s+/g, ' ');
  // "No i dont need it" says no twice, and means a yes: there the denied wish is what counts.
  const whole = fold(rest);
  const [turned, doubt] = isYes ? [opposites.yesTurned, opposites.yesDoubt] : [opposites.noTurned, opposites.noDoubt];
  if (turned?.test(said)) return 'turned';
  return doubt?.test(isYes ? said : whole) ? 'doubt' : 'kept';
}
