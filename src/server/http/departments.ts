import { DepartmentList } from '../../protocol/rest.ts';
import { DepartmentBody } from '../../protocol/rest-settings.ts';
import type { Listing } from '../store/listing.ts';
import type { Shop, Shops } from '../store/shops.ts';
import { editShop } from './edit-shop.ts';
import { type Refusal, refuse } from './problem.ts';
import { defineRoute, type Route } from './route.ts';

const DEPARTMENTS = 100;

/** The parts of a shop's team that conversations are moved to. */
export function departmentRoutes({ shops, listing }: { shops: Shops; listing: Listing }): Route[] {
  const edit = async (shop: string, change: (departments: string[]) => Promise<string[] | Refusal>) => {
    const edited = await editShop(shops, shop, async (before): Promise<Shop | Refusal> => {
      const departments = await change(before.departments);
      return 'refused' in departments ? departments : { ...before, departments };
    });
    return 'refused' in edited ? edited : { body: { departments: edited.departments } };
  };
  const has = (departments: string[], name: string): boolean =>
    departments.some((one) => one.toLowerCase() === name.toLowerCase());

  return [
    defineRoute(
      {
        method: 'post',
        path: '/api/v1/departments',
        summary: 'Adds a department; names are unique in any case.',
        access: 'settings',
        scope: 'settings:write',
        body: DepartmentBody,
        answer: DepartmentList,
        status: 201,
        example: { name: 'Returns' },
        refusals: ['exists', 'in_use', 'changed', 'unknown_shop'],
      },
      ({ who, body }) =>
        edit(who.shop, async (departments) => {
          if (has(departments, body.name)) return refuse('exists');
          if (departments.length >= DEPARTMENTS) return refuse('in_use', { detail: 'There are too many departments.' });
          return [...departments, body.name];
        }),
    ),
    defineRoute(
      {
        method: 'patch',
        path: '/api/v1/departments/:name',
        summary: 'Renames a department that no open conversation and no canned response belongs to.',
        access: 'settings',
        scope: 'settings:write',
        body: DepartmentBody,
        answer: DepartmentList,
        refusals: ['not_found', 'exists', 'in_use', 'changed', 'unknown_shop'],
      },
      ({ who, params, body }) =>
        edit(who.shop, async (departments) => {
          const name = params.name ?? '';
          if (!departments.includes(name)) return refuse('not_found');
          if (
            has(
              departments.filter((one) => one !== name),
              body.name,
            )
          )
            return refuse('exists');
          if (name !== body.name && (await listing.departmentInUse(who.shop, name))) return refuse('in_use');
          return departments.map((one) => (one === name ? body.name : one));
        }),
    ),
    defineRoute(
      {
        method: 'delete',
        path: '/api/v1/departments/:name',
        summary: 'Removes a department that no open conversation and no canned response belongs to.',
        access: 'settings',
        scope: 'settings:write',
        answer: DepartmentList,
        refusals: ['not_found', 'in_use', 'changed', 'unknown_shop'],
      },
      ({ who, params }) =>
        edit(who.shop, async (departments) => {
          const name = params.name ?? '';
          if (!departments.includes(name)) return refuse('not_found');
          if (await listing.departmentInUse(who.shop, name)) return refuse('in_use');
          return departments.filter((one) => one !== name);
        }),
    ),
  ];
}
