import type { AwsRequest } from "../../requests/request";
import { tagList } from "../cloudFormation/resource";
import type { Fault } from "../violation";
import { text, valuesAt } from "./rule";

const SOURCE =
  "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";
const OBJECT_TAGS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html";
const CHARACTERS = "\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@";

const key = text({ characters: CHARACTERS, max: 128, min: 1 }, [
  /^aws:/i,
  "begins with aws:, which is AWS's own",
]);
const value = text({ characters: CHARACTERS, max: 256 });

/** Members that hold tags, in whatever form the service takes them. */
const MEMBERS = ["Tags", "tags", "Tagging.TagSet", "TagSpecifications[].Tags"];
const TAGS_A_RESOURCE = 50;
const TAGS_AN_OBJECT = 10;

/** Returns what is wrong with the tags that a request puts on something. */
export function tagFaults({ service, operation, params }: AwsRequest): readonly Fault[] {
  const ofObject = service === "s3" && operation === "PutObject";
  const tags = ofObject
    ? valuesAt(params, "Tagging").map(({ member, value: query }) => ({
        member,
        value: Object.fromEntries(new URLSearchParams(String(query))),
      }))
    : MEMBERS.flatMap((member) => valuesAt(params, member));
  const [max, source] = ofObject ? [TAGS_AN_OBJECT, OBJECT_TAGS] : [TAGS_A_RESOURCE, SOURCE];
  return tags.flatMap(({ member, value: list }) => faultsOfTags(member, list, max, source));
}

function faultsOfTags(member: string, list: unknown, max: number, source: string): Fault[] {
  const tags = tagList(list);
  const keys = tags.map(({ Key }) => Key);
  const twice = keys.filter((name, i) => keys.indexOf(name) !== i);
  const found: [unknown, string, string | undefined][] = [
    [keys, member, tags.length > max ? `has ${tags.length} tags, more than ${max}` : undefined],
    [twice, member, twice.length > 0 ? "has a key more than once" : undefined],
    ...tags.flatMap(({ Key, Value }): [unknown, string, string | undefined][] => [
      [Key, `${member} key`, key(Key)],
      [Value, `${member} value of ${Key}`, value(Value)],
    ]),
  ];
  return found.flatMap(([at, name, problem]) =>
    problem === undefined ? [] : [{ member: name, value: at, problem, source }],
  );
}
