// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startSheet } from './sheet.ts';

const panel = (): HTMLElement => {
  const element = document.createElement('section');
  document.body.append(element);
  return element;
};
afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '');
});

describe('sheet', () => {
  it('[WI30] holds the page behind still, and lets it go again', () => {
    const page = document.documentElement.style;
    page.overflow = 'scroll';
    const stop = startSheet(panel(), () => {});
    expect(page.overflow).toBe('hidden');
    stop();
    expect(page.overflow).toBe('scroll');
    page.overflow = '';
  });

  it('[WI31] takes the back gesture as minimising', () => {
    const onBack = vi.fn();
    const stop = startSheet(panel(), onBack);
    expect(history.state).toMatchObject({ shopbell: 1 });
    dispatchEvent(new Event('popstate'));
    expect(onBack).toHaveBeenCalledOnce();
    stop();
    dispatchEvent(new Event('popstate'));
    expect(onBack).toHaveBeenCalledOnce();
  });

  it('[WI32] removes its history entry when it is minimised otherwise', () => {
    const back = vi.spyOn(history, 'back').mockImplementation(() => {});
    startSheet(panel(), () => {})();
    expect(back).toHaveBeenCalledOnce();
    back.mockRestore();
  });

  it('[WI33] keeps to the part of the screen that the keyboard leaves', () => {
    const element = panel();
    const stop = startSheet(element, () => {});
    expect(element.style.blockSize).toBe(`${window.visualViewport?.height ?? innerHeight}px`);
    stop();
    expect(element.style.blockSize).toBe('');
  });

  it('[WI34] as a page of its own it leaves history and scrolling alone', () => {
    const stop = startSheet(panel());
    expect(history.state?.shopbell).toBeUndefined();
    expect(document.documentElement.style.overflow).toBe('');
    stop();
  });
});
