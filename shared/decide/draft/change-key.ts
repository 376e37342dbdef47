import type { Entity } from './world.ts';

/** Under which a decision keeps what it changed: two puts of one noun are one. */
export const changeKey = (e: Entity): string => {
  switch (e.kind) {
    case 'number':
    case 'volunteer':
      return `${e.kind}/${e.value.number}`;
    case 'session':
      return `session/${e.number}`;
    case 'case':
      return `case/${e.value.number}/${e.value.code}`;
    case 'code':
      return `code/${e.code}`;
    case 'outgoing':
    case 'sound':
      return `${e.kind}/${e.value.id}`;
    case 'plan':
      return `plan/${e.value.pod}`;
    case 'digest':
    case 'standing':
      return `${e.kind}/`;
  }
};
