import type { ZodOpenApiObject, ZodOpenApiOperationObject } from 'zod-openapi'
import type { Scope } from '../access/scope.ts'

type SecuritySchemes = NonNullable<NonNullable<ZodOpenApiObject['components']>['securitySchemes']>

/** Both are sent alike: `Authorization: Bearer …`. */
export const securitySchemes: SecuritySchemes = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A key of this service, `vs_…`, as `virtual-school keys create` shows it once. A service with ACCESS=open asks for none.',
  },
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'An OAuth 2.0 access token of the issuer that the service was told to trust, with its scopes in `scope`, `scp` or `roles`.',
  },
}

/** Either will do, if it has the scope. */
export const securityOf = (scope: Scope | undefined): Pick<ZodOpenApiOperationObject, 'security'> =>
  scope === undefined ? {} : { security: Object.keys(securitySchemes).map(name => ({ [name]: [scope] })) }
