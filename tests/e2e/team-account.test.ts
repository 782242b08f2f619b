import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { axe } from '../support/browser.ts';
import { seen } from '../support/see.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage('team-account');
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const PASSWORD = 'glacier-tuba-58';

async function openPage(page: Page, name: 'Your account' | 'Team'): Promise<void> {
  const phone = (page.viewportSize()?.width ?? 0) < 860;
  await page.getByRole('button', { name: phone ? 'More' : 'Hazel & Hem, menu' }).click();
  await page.getByRole('menuitem', { name }).click();
  await seen(page.getByRole('heading', { level: 1, name }));
}

/** Invites somebody and gives the link. */
async function invite(page: Page, email: string): Promise<string> {
  await openPage(page, 'Team');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByRole('textbox', { name: 'Email' }).fill(email);
  expect(await axe(page), 'inviting').toEqual([]);
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  const field = page.getByRole('textbox', { name: 'Link', exact: true });
  await seen(field);
  expect(await axe(page), 'the link').toEqual([]);
  const link = await field.inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  expect(await axe(page), 'joining').toEqual([]);
  await page.getByRole('button', { name: 'Join the team' }).click();
  await seen(page.getByRole('navigation', { name: 'Folders' }));
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

it('[TI41] an owner invites, the invited joins and works, and is out at once when the owner deactivates them', async () => {
  const [owner, invited] = await Promise.all([stage.agent('owner'), stage.blank()]);
  stage.forgive(/401 \(Unauthorized\)|410 \(Gone\)/);
  const link = await invite(owner.page, 'marta@demo.test');
  await seen(owner.page.getByText('marta@demo.test'));
  await join(invited.page, link, 'Marta Lindqvist');
  expect(invited.page.url()).not.toContain('sbi_');

  const late = await stage.blank();
  await late.page.goto(link);
  await seen(late.page.getByText('This link was used, withdrawn, or is too old.'));

  await openPage(invited.page, 'Your account');
  await seen(invited.page.getByText('Signed in as marta@demo.test.'));
  await invited.page.getByRole('button', { name: 'Hazel & Hem, menu' }).click();
  await seen(invited.page.getByRole('menuitem', { name: 'Your account' }));
  expect(await invited.page.getByRole('menuitem', { name: 'Team' }).count()).toBe(0);
  await invited.page.keyboard.press('Escape');

  await owner.page.reload();
  await owner.page.getByRole('button', { name: 'Manage Marta Lindqvist' }).click();
  const dialog = owner.page.getByRole('dialog', { name: 'Manage Marta Lindqvist' });
  expect(await axe(owner.page), 'managing').toEqual([]);
  await dialog.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await dialog.getByRole('button', { name: 'Really deactivate Marta Lindqvist?' }).click();
  await seen(invited.page.getByText('Your session has ended.'));
  await seen(owner.page.getByText('Marta Lindqvist is deactivated.'));
  await signIn(invited.page, 'marta@demo.test', PASSWORD);
  await seen(invited.page.getByText('The email or the password is wrong.'));
});

it('[TI42] a change of role reaches the page that is open', async () => {
  const [owner, jonas] = await Promise.all([stage.agent('owner'), stage.agent('jonas')]);
  await openPage(owner.page, 'Team');
  const manage = async (role: 'Admin' | 'Agent'): Promise<void> => {
    await owner.page.getByRole('button', { name: 'Manage Jonas Weber' }).click();
    const dialog = owner.page.getByRole('dialog', { name: 'Manage Jonas Weber' });
    await dialog.getByRole('combobox', { name: 'Role' }).selectOption(role);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await seen(owner.page.getByText('Jonas Weber is changed.').last());
  };
  await manage('Admin');
  await expect
    .poll(
      async () => {
        await jonas.page.getByRole('button', { name: 'Hazel & Hem, menu' }).click();
        const found = await jonas.page.getByRole('menuitem', { name: 'Team' }).count();
        await jonas.page.keyboard.press('Escape');
        return found;
      },
      { timeout: 10_000 },
    )
    .toBe(1);
  await manage('Agent');
});

it('[TI43] two-step sign-in is set up with a code, asked for at the next sign-in, and turned off', async () => {
  const { page } = await stage.agent('priya');
  stage.forgive(/401 \(Unauthorized\)/);
  await openPage(page, 'Your account');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('textbox', { name: 'Present password' }).fill('demo-demo');
  await page.getByRole('button', { name: 'Set up' }).click();
  const key = await page.locator('code').innerText();
  expect(await axe(page), 'setting up').toEqual([]);
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
  await page.getByRole('textbox', { name: 'Code' }).fill(totp.generate());
  await page.getByRole('button', { name: 'Turn on', exact: true }).click();
  await seen(page.getByRole('heading', { name: 'Your recovery codes' }));
  const codes = await page.locator('code').allInnerTexts();
  expect(codes).toHaveLength(10);
  expect(await axe(page), 'recovery codes').toEqual([]);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await seen(page.getByText('On. You have 10 recovery codes left.'));

  await page.getByRole('button', { name: 'Hazel & Hem, menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await signIn(page, 'priya@demo.test', 'demo-demo');
  await seen(page.getByRole('heading', { name: 'Enter your code' }));
  expect(await axe(page), 'the code').toEqual([]);
  await page.getByRole('textbox', { name: 'Code' }).fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByText('The code is wrong or was used before.'));
  await page.getByRole('textbox', { name: 'Code' }).fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await seen(page.getByRole('heading', { level: 1, name: 'Your account' }));
  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('textbox', { name: 'Present password' }).fill('demo-demo');
  await page.getByRole('textbox', { name: 'Code' }).fill(codes[1] ?? '');
  await page.getByRole('button', { name: 'Turn off' }).click();
  await seen(page.getByText('Two-step sign-in is off.'));
});

it('[TI44] an agent sees where they are signed in, and ends the others; a new password does the same', async () => {
  const [here, there] = await Promise.all([stage.agent('priya', PHONE), stage.agent('priya')]);
  stage.forgive(/401 \(Unauthorized\)/);
  await openPage(here.page, 'Your account');
  expect(await axe(here.page), 'account on a phone').toEqual([]);
  await here.page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await seen(there.page.getByText('Your session has ended.'));
  await signIn(there.page, 'priya@demo.test', 'demo-demo');
  await seen(there.page.getByRole('navigation', { name: 'Folders' }));
  const change = async (from: string, to: string): Promise<void> => {
    await here.page.getByRole('button', { name: 'Change the password' }).click();
    await here.page.getByRole('textbox', { name: 'Present password' }).fill(from);
    await here.page.getByRole('textbox', { name: 'New password' }).fill(to);
    await here.page.getByRole('button', { name: 'Change the password' }).click();
  };
  await change('demo-demo', PASSWORD);
  await seen(here.page.getByText('The password is changed.'));
  await seen(there.page.getByText('Your session has ended.'));
  await signIn(there.page, 'priya@demo.test', PASSWORD);
  await seen(there.page.getByRole('navigation', { name: 'Folders' }));
});

it('[TI45] a forgotten password is set anew with a link from an owner', async () => {
  const [owner, lost] = await Promise.all([stage.agent('owner'), stage.blank()]);
  stage.forgive(/400 \(Bad Request\)/);
  await lost.page.goto(`${stage.server.origin}/inbox/`);
  await lost.page.getByRole('button', { name: 'Forgotten your password?' }).click();
  await lost.page.getByRole('textbox', { name: 'Email' }).fill('jonas@demo.test');
  expect(await axe(lost.page), 'forgotten').toEqual([]);
  await lost.page.getByRole('button', { name: 'Send the link' }).click();
  await seen(lost.page.getByText('This server sends no email.'));

  await openPage(owner.page, 'Team');
  await owner.page.getByRole('button', { name: 'Manage Jonas Weber' }).click();
  await owner.page.getByRole('button', { name: 'Link for a new password' }).click();
  const field = owner.page.getByRole('textbox', { name: 'Link', exact: true });
  await seen(field);
  await lost.page.goto(await field.inputValue());
  await lost.page.getByRole('textbox', { name: 'New password' }).fill('password123');
  await lost.page.getByRole('button', { name: 'Set the password' }).click();
  await seen(lost.page.getByText('too easy to guess'));
  expect(await axe(lost.page), 'a new password').toEqual([]);
  await lost.page.getByRole('textbox', { name: 'New password' }).fill(PASSWORD);
  await lost.page.getByRole('button', { name: 'Set the password' }).click();
  await seen(lost.page.getByText('Your new password is set.'));
  await signIn(lost.page, 'jonas@demo.test', PASSWORD);
  await seen(lost.page.getByRole('navigation', { name: 'Folders' }));
});
