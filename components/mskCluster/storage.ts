import * as appautoscaling from "@pulumi/aws/appautoscaling";
import type * as pulumi from "@pulumi/pulumi";
import { BROKER_VOLUME_GIB } from "../../support/awsLimits";
import { isExpress, isTierable } from "../../support/brokerTypes";
import { between, type Check } from "../parts/validate";
import type { Tags } from "../parts/tags";

export interface StorageArgs {
  /** Instance type of the brokers. */
  readonly brokerType: string;
  /**
   * EBS volume of each broker, 1 to 16384 GiB. It grows but never shrinks.
   * @default - none, as Express brokers must have it: Amazon MSK stores their records itself
   */
  readonly volumeGiB?: number;
  /**
   * Size in GiB up to which each volume grows by itself at 60 % of use.
   * @default volumeGiB - volumes stay as they are
   */
  readonly volumeMaxGiB?: number;
  /**
   * Whether it has tiered storage, for topics that ask for it. A cluster that has it keeps it.
   * @default false
   */
  readonly tieredStorage?: boolean;
}

/** Returns the volume of each broker as a cluster takes it; MSK refuses any for Express brokers. */
export function storageInfo({ volumeGiB }: StorageArgs): StorageInfo {
  if (volumeGiB === undefined) return {};
  return { storageInfo: { ebsStorageInfo: { volumeSize: volumeGiB } } };
}

/** Returns how a cluster stores, where it is not on its volumes alone. */
export function storageMode({ tieredStorage = false }: StorageArgs): { storageMode?: "TIERED" } {
  return tieredStorage ? { storageMode: "TIERED" } : {};
}

/** Returns the size up to which volumes grow by themselves, undefined where they stay as they are. */
export function ceilingGiB({ volumeGiB = 0, volumeMaxGiB = 0 }: StorageArgs): number | undefined {
  return volumeMaxGiB > volumeGiB ? volumeMaxGiB : undefined;
}

/** @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-broker-types-express.html */
export function storageChecks(args: StorageArgs): Check[] {
  return [...tierChecks(args), ...volumeChecks(args)];
}

function tierChecks({ brokerType, tieredStorage = false }: StorageArgs): Check[] {
  const reason = `must be false where brokerType is ${brokerType}, which has no tiered storage`;
  const propertyPath = "tieredStorage";
  return [{ propertyPath, holds: !tieredStorage || isTierable(brokerType), reason }];
}

function volumeChecks({ brokerType, volumeGiB, volumeMaxGiB }: StorageArgs): Check[] {
  if (isExpress(brokerType)) {
    return Object.entries({ volumeGiB, volumeMaxGiB }).map(([propertyPath, given]) => ({
      propertyPath,
      holds: given === undefined,
      reason: `must be left out where brokerType is ${brokerType}, since Express brokers have no volumes, got ${String(given)}`,
    }));
  }
  if (volumeGiB === undefined) {
    const reason = `must be given where brokerType is ${brokerType}, whose records lie on volumes`;
    return [{ propertyPath: "volumeGiB", holds: false, reason }];
  }
  const largest = { least: volumeGiB, most: BROKER_VOLUME_GIB.most };
  return [
    between("volumeGiB", volumeGiB, BROKER_VOLUME_GIB, " GiB"),
    between("volumeMaxGiB", volumeMaxGiB ?? volumeGiB, largest, " GiB"),
  ];
}

/**
 * Lets the volumes of a cluster grow up to their ceiling, where they have one.
 *
 * @see https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html
 */
export function scaleStorage(
  name: string,
  args: StorageArgs & { readonly tags?: Tags | undefined },
  clusterArn: pulumi.Output<string>,
  parent: pulumi.Resource,
): void {
  const maxCapacity = ceilingGiB(args);
  if (maxCapacity === undefined) return;
  const target = new appautoscaling.Target(
    `${name}-storage`,
    {
      serviceNamespace: "kafka",
      resourceId: clusterArn,
      scalableDimension: "kafka:broker-storage:VolumeSize",
      minCapacity: 1,
      maxCapacity,
      tags: args.tags,
    },
    { parent },
  );
  new appautoscaling.Policy(
    `${name}-storage-policy`,
    {
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "KafkaBrokerStorageUtilization" },
        targetValue: 60,
        disableScaleIn: true,
      },
    },
    { parent },
  );
}

interface StorageInfo {
  readonly storageInfo?: { readonly ebsStorageInfo: { readonly volumeSize: number } };
}
