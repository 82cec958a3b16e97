// Puts a position into words by the country's places, and draws it on our own map. All of it here: nothing is sent.
// The rules are those of permissions/areas/places.py, which puts what was kept into words again; its distances come with the
// places (`limits`), and a journey holds the two together.

const KM_PER_DEGREE = (Math.PI * 6371) / 180;
const STEP_KM = { close: 0.2, far: 5 }; // of an arrow key
const FAR_STEP = 10; // times as far with Shift

const radians = (degrees) => (degrees * Math.PI) / 180;

function haversine([west, south], [east, north]) {
  const half = Math.sin(radians(north - south) / 2) ** 2 + Math.cos(radians(south)) * Math.cos(radians(north)) * Math.sin(radians(east - west) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(Math.min(1, half)));
}

// Whether a point lies in a ring, by the crossings of a line that leaves it.
function within([x, y], ring) {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [ax, ay] = ring[at];
    const [bx, by] = ring[before];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export function lies(point, outline) {
  return outline.some(([border, ...holes]) => within(point, border) && !holes.some((hole) => within(point, hole)));
}

function kmToSegment([x, y], start, end) {
  const narrow = Math.cos(radians(y));
  const [[ax, ay], [bx, by]] = [start, end].map((corner) => [(corner[0] - x) * narrow * KM_PER_DEGREE, (corner[1] - y) * KM_PER_DEGREE]);
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const part = length ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length)) : 0;
  return Math.hypot(ax + part * dx, ay + part * dy);
}

function kmToOutline(point, outline) {
  const rings = outline.flat();
  return Math.min(...rings.flatMap((ring) => ring.slice(1).map((corner, at) => kmToSegment(point, ring[at], corner))));
}

export class Places {
  constructor(data) {
    this.data = data;
    this.outline = Object.values(data.divisions).flatMap((division) => division.outline);
  }

  locate(point) {
    const distances = this.data.places.map((place) => haversine(place.point, point));
    const km = Math.min(...distances);
    const place = this.data.places[distances.indexOf(km)];
    const around = km > this.data.limits.nearest_decides && Object.values(this.data.divisions).find((division) => lies(point, division.outline));
    const division = around || this.data.divisions[place.division];
    const key = (!around && place.key) || division?.key || "";
    return { place, km, division, key, inside: this.inside(point, km) };
  }

  inside(point, km) {
    const abroad = Math.min(Infinity, ...this.data.abroad.map((each) => haversine(each, point)));
    const { no_outlines, shore } = this.data.limits;
    if (!this.outline.length) return km <= Math.min(abroad, no_outlines);
    if (lies(point, this.outline)) return abroad > shore || km <= abroad;
    return km < abroad && kmToOutline(point, this.outline) <= shore;
  }

  words({ place, km, division, inside }) {
    const { words, country, limits } = this.data;
    const names = { place: place.name, km: String(Math.max(1, Math.round(km))), country };
    const put = (sentence, parts) => sentence.replace(/%\((\w+)\)s/gu, (_all, name) => parts[name]);
    if (!inside) return put(km <= limits.abroad ? words.near_border : words.abroad, names);
    const near = put(km <= limits.near ? words.near : words.away, names);
    return division ? put(words.governorate, { place: near, governorate: division.name }) : near;
  }
}

// The drawing, with a pin that a tap or the arrow keys move. `moved` is called with longitude and latitude.
export class PlaceMap {
  constructor(data, box, zoom, moved) {
    this.data = data;
    this.moved = moved;
    this.zoom = zoom;
    this.svg = document.importNode(new DOMParser().parseFromString(data.drawing.trim(), "image/svg+xml").documentElement, true);
    box.replaceChildren(this.svg);
    this.far = this.svg.getAttribute("viewBox").split(" ").map(Number);
    const [, , width, height] = this.far;
    this.size = [data.close * data.units, Math.round((data.close * data.units * height) / width)];
    this.perDegree = data.units * KM_PER_DEGREE;
    this.svg.addEventListener("click", (event) => this.tap(event));
    box.addEventListener("keydown", (event) => this.key(event));
    zoom.addEventListener("click", () => this.show(this.point, !this.close));
  }

  units([longitude, latitude]) {
    const { west, north, narrow } = this.data.sheet;
    return [(longitude - west) * narrow * this.perDegree, (north - latitude) * this.perDegree];
  }

  degrees([x, y]) {
    const { west, north, narrow } = this.data.sheet;
    return [Math.max(-180, Math.min(180, west + x / narrow / this.perDegree)), Math.max(-90, Math.min(90, north - y / this.perDegree))];
  }

  // Without a point the whole country, without a pin.
  show(point, close) {
    this.point = point;
    this.close = close;
    this.zoom.textContent = close ? this.zoom.dataset.whole : this.zoom.dataset.closer;
    this.zoom.hidden = !point;
    const [x, y] = point ? this.units(point).map(Math.round) : [0, 0];
    const [left, top, width, height] = close ? [x - this.size[0] / 2, y - this.size[1] / 2, ...this.size] : this.far;
    const unit = width / this.data.sheet.pixels;
    this.svg.setAttribute("viewBox", [left, top, width, height].join(" "));
    this.svg.setAttribute("font-size", this.data.sheet.font * unit);
    this.svg.toggleAttribute("data-close", close);
    const pin = this.svg.querySelector(".pin");
    pin.setAttribute("visibility", point ? "visible" : "hidden");
    pin.setAttribute("transform", `translate(${x} ${y}) scale(${unit})`);
    this.scale(left + width, top + height, unit, close);
  }

  scale(right, bottom, unit, close) {
    const key = this.svg.querySelector(".key");
    const { km, words } = close ? this.data.scale.close : this.data.scale.far;
    const [wide, high] = this.data.sheet.key;
    key.setAttribute("transform", `translate(${right - wide * unit} ${bottom - high * unit}) scale(${unit})`);
    const bar = (km * this.data.units) / unit;
    key.querySelector("path").setAttribute("d", `M0 0h${bar}`);
    const text = key.querySelector("text");
    text.setAttribute("x", bar / 2);
    text.textContent = words;
  }

  tap(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    this.move([x, y], true);
  }

  key(event) {
    if (event.key === "+" || event.key === "-") {
      if (this.point) this.show(this.point, event.key === "+");
      return;
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const [left, top, width, height] = this.far;
    const [x, y] = this.point ? this.units(this.point) : [left + width / 2, top + height / 2];
    const step = (this.close ? STEP_KM.close : STEP_KM.far) * (event.shiftKey ? FAR_STEP : 1) * this.data.units;
    this.move([x + way[0] * step, y + way[1] * step], this.close);
  }

  move(units, close) {
    const point = this.degrees(units);
    this.show(point, close);
    this.moved(...point);
  }
}
