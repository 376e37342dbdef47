import { calendarDoor } from '../shared/shell/calendar-door.ts';
import { openWorld } from '../shared/shell/lambda.ts';

/** A calendar program asks for a volunteer's shifts at their secret address: rows are read, and nothing of the carrier's is needed. */
export const handler = calendarDoor(openWorld());
