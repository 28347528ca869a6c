// Jest loads ES modules in an order of its own; Nest's two halves refer to each other and must come first.
import '@nestjs/common';
import '@nestjs/core';
