import { createBell } from './bell.ts';
import { takeOver } from './queue.ts';

// The element is known only while the script runs for the first time.
const script = document.currentScript as HTMLScriptElement | null;
takeOver(window as never, 'Shopbell', (undo) => createBell(script, undo));
