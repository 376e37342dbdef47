import type { Command } from 'commander';

export function registerUnderstand(_program: Command): void {}
