/** What the types say of the two published specs. Compiled, never run; also against the package. */
import type {
  CcpmV1CustomConnectPluginVersion,
  CcpmV1CustomConnectPluginVersionList,
  ConnectV1CustomConnectorPlugin,
  ConnectV1CustomConnectorPluginList,
  EnvScopedObjectReference,
  ErrorSchema,
  Failure,
  ListMeta,
  ObjectMeta,
  components,
  operations,
  paths,
} from 'confluent-connect-plugins';

type Equal<A, B> =
  (<T>(value: T) => T extends A ? 1 : 2) extends <T>(value: T) => T extends B ? 1 : 2
    ? true
    : false;
type Is<T extends true> = T;
type OptionalKey<T, K extends keyof T> = object extends Pick<T, K> ? true : false;

type Plugin = ConnectV1CustomConnectorPlugin;
type Version = CcpmV1CustomConnectPluginVersion;
type Plugins = operations['listConnectV1CustomConnectorPlugins'];
type Versions = operations['listCcpmV1CustomConnectPluginVersions'];
type Open<T extends string> = T | (string & {});

export type Facts = [
  // a plugin
  Is<Equal<Plugin['id'], string>>,
  Is<Equal<OptionalKey<Plugin, 'id'>, false>>,
  Is<Equal<Plugin['metadata'], ObjectMeta>>,
  Is<Equal<Plugin['display_name'], string>>,
  Is<Equal<Plugin['connector_class'], string>>,
  Is<Equal<NonNullable<Plugin['upload_source']>['location'], 'PRESIGNED_URL_LOCATION'>>,
  Is<Equal<OptionalKey<Plugin, 'upload_source'>, true>>,
  Is<Equal<Plugin['connector_type'], Open<'SOURCE' | 'SINK'>>>,
  Is<Equal<Plugin['cloud'], Open<'AWS' | 'GCP' | 'AZURE'> | undefined>>,
  Is<Equal<OptionalKey<Plugin, 'cloud'>, true>>,
  Is<Equal<Plugin['runtime_language'], Open<'JAVA' | 'PYTHON'> | undefined>>,
  Is<Equal<Plugin['sensitive_config_properties'], string[] | undefined>>,
  Is<Equal<Plugin['api_version'], 'connect/v1' | undefined>>,
  Is<Equal<Plugin['kind'], 'CustomConnectorPlugin' | undefined>>,
  // a version
  Is<Equal<Version['id'], string>>,
  Is<Equal<Version['spec']['version'], string>>,
  Is<Equal<OptionalKey<Version['spec'], 'version'>, false>>,
  Is<Equal<Version['spec']['connector_classes'][number]['class_name'], string>>,
  Is<Equal<OptionalKey<Version['spec'], 'connector_classes'>, false>>,
  Is<Equal<Version['spec']['environment'], EnvScopedObjectReference>>,
  Is<Equal<OptionalKey<Version['spec'], 'environment'>, false>>,
  Is<Equal<NonNullable<Version['spec']['upload_source']>['location'], 'PRESIGNED_URL_LOCATION'>>,
  Is<Equal<OptionalKey<Version['spec'], 'upload_source'>, true>>,
  Is<Equal<Version['status']['phase'], Open<'PROCESSING' | 'READY' | 'FAILED'>>>,
  Is<Equal<Version['status']['error_message'], string | undefined>>,
  Is<Equal<Version['kind'], 'CustomConnectPluginVersion' | undefined>>,
  // the lists
  Is<Equal<ConnectV1CustomConnectorPluginList['data'], Plugin[]>>,
  Is<Equal<ConnectV1CustomConnectorPluginList['kind'], 'CustomConnectorPluginList'>>,
  Is<Equal<CcpmV1CustomConnectPluginVersionList['data'], Version[]>>,
  Is<Equal<CcpmV1CustomConnectPluginVersionList['metadata'], ListMeta>>,
  Is<Equal<ConnectV1CustomConnectorPluginList['metadata'], ListMeta>>,
  Is<Equal<ListMeta['next'], string | null | undefined>>,
  Is<Equal<ListMeta['total_size'], number | undefined>>,
  Is<Equal<ObjectMeta['self'], string>>,
  Is<Equal<ObjectMeta['created_at'], string | undefined>>,
  // the operations
  Is<Equal<Versions['parameters']['query'], { environment: string }>>,
  Is<Equal<Versions['parameters']['path'], { plugin_id: string }>>,
  Is<
    Equal<keyof NonNullable<Plugins['parameters']['query']>, 'cloud' | 'page_size' | 'page_token'>
  >,
  Is<Equal<NonNullable<Plugins['parameters']['query']>['page_size'], number | undefined>>,
  Is<Equal<Plugins['responses'][429]['content'], undefined>>,
  Is<Equal<Versions['responses'][429]['content'], undefined>>,
  Is<Equal<Plugins['responses'][400]['content']['application/json'], Failure>>,
  Is<Equal<Versions['responses'][500]['content']['application/json'], Failure>>,
  Is<Equal<Failure['errors'], ErrorSchema[]>>,
  Is<Equal<Plugins['responses'][200]['headers']['X-RateLimit-Reset'], number | undefined>>,
  Is<
    Equal<
      keyof paths,
      | '/ccpm/v1/plugins'
      | '/ccpm/v1/plugins/{plugin_id}/versions'
      | '/connect/v1/custom-connector-plugins'
    >
  >,
  Is<Equal<components['schemas']['connect.v1.CustomConnectorPlugin'], Plugin>>,
];

declare const plugin: Plugin;
declare const version: Version;

export const rightUse = {
  extended: plugin.connector_type === 'flink_udf',
  published: plugin.cloud === 'AWS',
  unknownCloud: { ...plugin, cloud: 'ALIBABA' } satisfies Plugin,
  firstClass: version.spec.connector_classes.map(({ class_name }) => class_name.toUpperCase()),
  environment: version.spec.environment.id.length,
  next: (meta: ListMeta): string => meta.next ?? 'the end',
};

// @ts-expect-error api_version is closed
export const wrongVersion: Plugin['api_version'] = 'connect/v2';
// @ts-expect-error kind is closed
export const wrongKind: Version['kind'] = 'CustomConnectorPlugin';
// @ts-expect-error the location is a literal
export const wrongLocation: NonNullable<Plugin['upload_source']>['location'] = 'ELSEWHERE';
// @ts-expect-error a list does not have to tell the upload source
export const wrongSource = (): string => plugin.upload_source.location;
// @ts-expect-error nor does the list of versions
export const wrongVersionSource = (): string => version.spec.upload_source.location;
// @ts-expect-error next may be null or absent
export const wrongNext = (meta: ListMeta): string => meta.next;
// @ts-expect-error a readOnly property cannot be set
export const wrongWrite = (): string => (plugin.id = 'ccp-1');
// @ts-expect-error environment is required
export const wrongQuery: Versions['parameters']['query'] = {};
// @ts-expect-error versions declare no page_token
export const wrongToken: Versions['parameters']['query'] = { environment: 'e', page_token: 't' };
// @ts-expect-error a plugin has no such property
export const wrongProperty = (): unknown => plugin.displayName;
