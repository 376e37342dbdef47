import { routes } from '../../shared/shell/routes.ts';
import type { Addresses } from './addresses.ts';

const PATIENCE_MS = 10_000;

/** What answers at the addresses that Twilio was given, as sentences about what does not; empty when all do. */
export const reachProblems = async (addresses: Addresses): Promise<readonly string[]> => {
  const { line, voiceFallback, messageFallback } = addresses;
  const fallbacks = [voiceFallback, messageFallback].filter(address => address !== undefined);
  const found = await Promise.all([answers(`${line}${routes.health}`), ...fallbacks.map(address => answers(address, isTwiml))]);
  return found.filter(problem => problem !== undefined);
};

type Answer = { readonly status: number; readonly type: string; readonly body: string };

const answers = async (address: string, isRight: (answer: Answer) => boolean = () => true): Promise<string | undefined> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer = { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
    if (answer.status !== 200) return `${address} answers ${answer.status} where 200 is wanted.`;
    return isRight(answer) ? undefined : `${address} answers something that Twilio cannot read (${answer.type || 'no type'}).`;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return `${address} does not answer (${cause?.code ?? (error as Error).name}).`;
  }
};

const isTwiml = ({ type, body }: Answer): boolean => /^(text|application)\/xml\b/.test(type) && body.includes('<Response');
