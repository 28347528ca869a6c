import type { TicketPriority, TicketStatus } from '../tickets/ticket.entity.js';

// What the demo's shop does: written out rather than made up at random, so that every start shows the same desk. Times are
// relative to the day of the start.

export const CLIENTS = [
  [
    'Bakery Brown',
    'office@bakery-brown.example',
    '+49 30 5550101',
    'Three shops. Opens at five: no visits before ten.',
  ],
  [
    'Dental practice Dr. Ellis',
    'desk@ellis-dental.example',
    '+49 30 5550102',
    'Patient data: nothing leaves the house.',
  ],
  ['Fischer & Sons Carpentry', 'mail@fischer-sons.example', '+49 30 5550103', null],
  ['Greenfield Kindergarten', 'hello@greenfield.example', '+49 30 5550104', 'Ring at the side door after four.'],
  ['Harbour Hotel', 'it@harbour-hotel.example', '+49 30 5550105', 'Contract with four hours of response time.'],
  ['Lindqvist Architects', 'studio@lindqvist.example', '+49 30 5550106', 'Macs only, big files.'],
  ['Miller Tax Advisers', 'office@miller-tax.example', '+49 30 5550107', 'Never on the tenth of a month.'],
  ['Northside Gym', 'front@northside-gym.example', '+49 30 5550108', null],
  ['Okafor Logistics', 'dispatch@okafor.example', '+49 30 5550109', 'Scanners in two halls, spare ones on site.'],
  ['Riverside Library', 'service@riverside-library.example', '+49 30 5550110', null],
  ['Sunrise Pharmacy', 'team@sunrise-pharmacy.example', '+49 30 5550111', 'Emergency service every other Sunday.'],
  ['Weber Car Repair', 'workshop@weber-cars.example', '+49 30 5550112', null],
] as const;

/** Subject, client, priority, status, who (0 Alice, 1 Tom, 2 Tina, null nobody), and when: day, hour, minutes; hour null is all day. */
export type DemoTicket = readonly [
  subject: string,
  client: number | null,
  priority: TicketPriority,
  status: TicketStatus,
  assignee: number | null,
  when: readonly [day: number, hour: number | null, minutes: number] | null,
];

export const TICKETS: readonly DemoTicket[] = [
  ['Cash register in shop two prints no receipts', 0, 'high', 'closed', 1, [-7, 10, 60]],
  ['New laptop for the reception', 1, 'normal', 'closed', 2, [-7, 9, 90]],
  ['Wireless network drops in the workshop', 2, 'high', 'resolved', 1, [-6, 13, 120]],
  ['Yearly check of the server room', 4, 'normal', 'closed', 2, [-6, null, 0]],
  ['Photo archive does not open any more', 3, 'normal', 'resolved', 2, [-5, 11, 60]],
  ['Render workstation shuts down under load', 5, 'urgent', 'closed', 1, [-5, 9, 180]],
  ['Mail of a former colleague to be archived', 6, 'low', 'closed', 2, [-4, 14, 60]],
  ['Turnstile does not read cards', 7, 'high', 'resolved', 1, [-4, 8, 90]],
  ['Hand scanners lose their connection in hall two', 8, 'high', 'in_progress', 2, [-3, 10, 150]],
  ['Public computers: remove the old accounts', 9, 'normal', 'resolved', 1, [-3, 15, 60]],
  ['Label printer skips every second label', 10, 'normal', 'closed', 2, [-2, 9, 60]],
  ['Diagnosis tablet has no network', 11, 'high', 'resolved', 1, [-1, 13, 60]],
  ['Move the telephone system to the new line', 4, 'high', 'in_progress', 1, [0, 9, 180]],
  ['Backup reports two failed nights', 6, 'urgent', 'in_progress', 2, [0, 10, 60]],
  ['Projector in the meeting room shows no picture', 9, 'normal', 'open', 2, [0, 14, 60]],
  ['Card terminal offline since this morning', 0, 'urgent', 'open', 1, [0, 13, 45]],
  ['Install the X-ray viewer on two computers', 1, 'normal', 'open', 2, [1, 9, 120]],
  ['Cables for the new packing tables', 8, 'normal', 'open', 1, [1, 10, 240]],
  ['Second opinion on the firewall rules', 5, 'low', 'open', 0, [1, 10, 60]],
  ['Guest network for the lobby', 4, 'normal', 'waiting', 1, [2, null, 0]],
  ['Replace the switch under the stairs', 3, 'high', 'open', 2, [2, 15, 90]],
  ['Training: how we report phishing', 6, 'low', 'open', 0, [2, 16, 60]],
  ['Music system cuts out in the evening', 7, 'low', 'open', 1, [3, 11, 60]],
  ['Roll out two-factor sign-in', 10, 'high', 'open', 2, [3, 9, 240]],
  ['Lift and workshop computer: new mounting', 11, 'normal', 'open', 1, [3, 10, 90]],
  ['Move of the studio: plan the network', 5, 'high', 'open', 1, [6, 9, 180]],
  ['Reading room: six thin clients', 9, 'normal', 'open', 2, [6, 10, 180]],
  ['Check the emergency power of the server', 4, 'normal', 'open', 1, [7, 8, 120]],
  ['Accounts for the new apprentices', 2, 'normal', 'open', 2, [7, 13, 60]],
  ['Stocktaking weekend: scanners on loan', 8, 'high', 'waiting', 2, [8, null, 0]],
  ['Monitor flickers at desk four', 6, 'low', 'open', null, null],
  ['Quote for video surveillance asked for', 11, 'normal', 'open', null, null],
  ['Scanner sends to an address that is no more', 1, 'normal', 'waiting', 1, null],
  ['Website certificate ends next month', 7, 'high', 'open', 2, null],
  ['Shared calendar shows holidays twice', 3, 'low', 'open', null, null],
  ['Inventory of all licences', null, 'low', 'open', 0, null],
];

/** Ticket, who (0 Alice, 1 Tom, 2 Tina), what. */
export const COMMENTS: readonly (readonly [ticket: number, author: number, body: string])[] = [
  [0, 1, 'Paper sensor was dusty. Cleaned, and a spare roll holder left at the counter.'],
  [2, 1, 'Two access points stood on the same channel. Moved one, measured again: fine in every corner.'],
  [5, 1, 'Power supply replaced under warranty. It ran a night of rendering without a stop.'],
  [8, 2, 'Hall two has a dead spot behind the new shelves. One more access point is ordered.'],
  [8, 1, 'It comes on Thursday, I can mount it while I am there for the cables.'],
  [12, 1, 'Provider confirmed the switch for eleven. Old line stays until the evening.'],
  [13, 2, 'The disk of the backup target is full: last year’s snapshots were never thinned out.'],
  [13, 0, 'Call Ms. Miller when it is done, she asked twice.'],
  [15, 0, 'They take cash until we are there.'],
  [19, 1, 'Waiting for the hotel’s word on the name of the network.'],
  [23, 2, 'List of people and telephones is in the client’s notes. Hardware keys for the two without a phone.'],
  [29, 2, 'Waiting for the number of devices.'],
  [32, 1, 'Asked the practice for the new address.'],
];

/** Description, amount in euros, client, category; repeated over the months with other amounts. */
export const REVENUE = [
  ['Service contract', 690, 4, 'Contracts'],
  ['Service contract', 390, 1, 'Contracts'],
  ['Service contract', 450, 6, 'Contracts'],
  ['Work by the hour', 1_240, 8, 'Work'],
  ['Work by the hour', 560, 5, 'Work'],
  ['Network hardware', 1_890, 2, 'Hardware'],
  ['Laptop and docking station', 1_480, 10, 'Hardware'],
] as const;

export const EXPENSES = [
  ['Wages of the technicians', 2_900, null, 'Wages'],
  ['Network hardware, wholesale', 1_120, 2, 'Hardware'],
  ['Fuel and parking', 240, null, 'Travel'],
  ['Rent of the workshop', 780, null, 'Rent'],
  ['Licences', 195, null, 'Software'],
] as const;

/** Title, client, status, items as description, quantity and price in euros. */
export const QUOTES = [
  [
    'Wireless network for two floors',
    4,
    'sent',
    [
      ['Access point, mounted', 8, 219],
      ['Cabling, hours', 14.5, 78],
      ['Controller', 1, 349],
    ],
  ],
  [
    'Backup that is checked every night',
    6,
    'accepted',
    [
      ['Backup server', 1, 2_190],
      ['Set-up, hours', 6, 78],
      ['First year of checks', 12, 45],
    ],
  ],
  [
    'Six thin clients for the reading room',
    9,
    'accepted',
    [
      ['Thin client', 6, 389],
      ['Set-up, hours', 4, 78],
    ],
  ],
  [
    'Video surveillance of the yard',
    11,
    'draft',
    [
      ['Camera, weatherproof', 4, 189],
      ['Recorder', 1, 420],
      ['Mounting, hours', 8, 78],
    ],
  ],
  [
    'Network for the new studio',
    5,
    'draft',
    [
      ['Switch, 24 ports', 2, 460],
      ['Access point, mounted', 5, 219],
      ['Planning and work, hours', 22, 78],
    ],
  ],
  [
    'Telephone system in the cloud',
    3,
    'declined',
    [
      ['Telephone', 9, 119],
      ['Set-up, hours', 5, 78],
    ],
  ],
  [
    'Scanner pool with spare devices',
    8,
    'sent',
    [
      ['Hand scanner', 12, 329],
      ['Charging station', 2, 189],
    ],
  ],
] as const;
