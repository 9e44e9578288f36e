// Everybody who works or worked here.
import { type Answer, answerOf, doneOf } from '@engawa/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';

export type Member = Answer<'/api/staff/members'>['members'][number];
export type MemberChange = Parameters<typeof change>[1];

export const roles = ['clerk', 'pharmacist', 'manager', 'analyst', 'partner', 'owner'] as const;
export type Role = (typeof roles)[number];

const queryKey = ['staff', 'members'] as const;

export function useMembers() {
  return useQuery({ queryKey, queryFn: () => answerOf(api.GET('/api/staff/members')) });
}

export function useChangeMember(staffId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: MemberChange) => change(staffId, body),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
}

type Body = {
  readonly name?: string;
  readonly password?: string;
  readonly pin?: string | null;
  readonly role?: Role;
  readonly placeId?: string | null;
  readonly isActive?: boolean;
};

function change(staffId: string, { role, ...body }: Body): Promise<void> {
  const roleChange = role === undefined ? {} : { roles: [role] };
  return doneOf(
    api.PATCH('/api/staff/members/{staffId}', {
      params: { path: { staffId } },
      body: { ...body, ...roleChange },
    }),
  );
}

/** The role that a form names; a clerk's where it names none. */
export function roleOf(form: FormData): Role {
  return roles.find((each) => each === form.get('role')) ?? 'clerk';
}

/** Four digits that are no date and no row of the keypad: drawn, not thought of. */
export function drawPin(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(1000 + (number % 9000));
}
