import { boxesIn, boxesOfKind, type Box, type Model } from "./boxes";
import { contentOf, PADDING } from "./content";
import type { Span, Spans } from "./ends";
import { GATEWAY_WIDTH, SERVICE_WIDTH, type Frame } from "./frame";
import { placed, type PlacedBox } from "./place";
import { GAP, WIDTHS } from "./rows";

/** Services that no records pass, one upon the other. */
export interface Apart {
  readonly spans: Spans;
  readonly bottom: number;
}

export function servicesApart(model: Model, top: number): Apart {
  const spans = new Map<string, Span>();
  let bottom = top - GAP;
  for (const service of boxesOfKind(model, "service").filter((box) => !holdsTables(model, box))) {
    const from = bottom + GAP;
    bottom = from + contentOf(service, SERVICE_WIDTH).height;
    for (const part of boxesIn(model, service)) {
      const { height } = contentOf(part, WIDTHS.table);
      spans.set(part.id, { top: bottom, height, middle: bottom + height / 2 });
      bottom += height + PADDING.y;
    }
    spans.set(service.id, { top: from, height: bottom - from, middle: from });
  }
  return { spans, bottom };
}

/** Places them beside the VPC. */
export function placeApart(model: Model, { spans }: Apart, { services }: Frame): PlacedBox[] {
  const within = { x: services.x + PADDING.y, width: WIDTHS.table };
  return model.boxes.flatMap((box) => {
    const span = spans.get(box.id);
    if (span === undefined) return [];
    const breadth = box.kind === "service" ? services : within;
    return [placed(box, { ...breadth, y: span.top, height: span.height })];
  });
}

/** Tells whether records end in a service. */
export function holdsTables(model: Model, service: Box): boolean {
  return boxesIn(model, service).some(({ kind }) => kind === "table");
}

/** Places the gateway endpoints beside their services: DynamoDB's at the top, any other below. */
export function placeGateways(model: Model, frame: Frame, top: number, below: number): PlacedBox[] {
  let next = below;
  return boxesOfKind(model, "gateway endpoint").map((box) => {
    const { height } = contentOf(box, GATEWAY_WIDTH);
    if (box.name === "dynamodb") return placed(box, { ...frame.gateways, y: top, height });
    const y = next;
    next += height + GAP;
    return placed(box, { ...frame.gateways, y, height });
  });
}
