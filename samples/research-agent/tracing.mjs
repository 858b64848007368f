// Standard OpenTelemetry, configured by the standard OTEL_* variables. Nothing here knows who receives the spans.
import { LangChainInstrumentation } from "@arizeai/openinference-instrumentation-langchain";
import * as callbacks from "@langchain/core/callbacks/manager";
import { NodeSDK } from "@opentelemetry/sdk-node";

const sdk = new NodeSDK();
sdk.start();
new LangChainInstrumentation().manuallyInstrument(callbacks);

export const flush = () => sdk.shutdown();
