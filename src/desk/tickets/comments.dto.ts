import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '../../shared/http/fields.js';
import { pageOf } from '../../shared/http/page.js';
import { PersonView } from '../person.dto.js';

export class CommentBody {
  @IsText({ max: 10_000, multiline: true })
  body!: string;
}

export class CommentView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String })
  body!: string;

  @ApiProperty({ type: PersonView })
  author!: PersonView;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  editedAt!: string | null;

  @ApiProperty({ type: PersonView, nullable: true, description: 'Who changed it last, where it was changed.' })
  editedBy!: PersonView | null;
}
Object.defineProperty(CommentView, 'name', { value: 'Comment' });

export class CommentPage extends pageOf(CommentView) {}
