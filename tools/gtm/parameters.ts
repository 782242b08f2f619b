/** A field of a template, as Tag Manager writes it. */
export interface Parameter {
  type: string;
  name: string;
  displayName?: string;
  checkboxText?: string;
  groupStyle?: string;
  macrosInSelect?: boolean;
  simpleValueType?: boolean;
  help?: string;
  valueHint?: string;
  valueUnit?: string;
  canBeEmptyString?: boolean;
  alwaysInSummary?: boolean;
  defaultValue?: string | boolean;
  selectItems?: { value: string; displayValue: string }[];
  radioItems?: { value: string; displayValue: string; subParams?: Parameter[] }[];
  simpleTableColumns?: Record<string, unknown>[];
  newRowButtonText?: string;
  valueValidators?: { type: string; args?: (string | number)[]; errorMessage?: string }[];
  enablingConditions?: { paramName: string; paramValue: string | boolean | number; type: string }[];
  subParams?: Parameter[];
}

/** @throws SyntaxError when it is no list */
export function readParameters(value: unknown): Parameter[] {
  if (!Array.isArray(value)) throw new SyntaxError('TEMPLATE_PARAMETERS is not a list');
  return value as Parameter[];
}

/** All fields that give a value, out of their groups, choices and boxes. */
export const fields = (parameters: readonly Parameter[]): Parameter[] =>
  parameters.flatMap((one) => [
    ...(one.type === 'GROUP' || one.type === 'LABEL' ? [] : [one]),
    ...fields(one.subParams ?? []),
    ...(one.radioItems ?? []).flatMap(({ subParams }) => fields(subParams ?? [])),
  ]);
