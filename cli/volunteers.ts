import type { Command } from 'commander';

export function registerVolunteers(_program: Command): void {}
