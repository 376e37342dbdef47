import type { Command } from 'commander';

export function registerScripts(_program: Command): void {}
