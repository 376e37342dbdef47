import type { Command } from 'commander';

export function registerCases(_program: Command): void {}
