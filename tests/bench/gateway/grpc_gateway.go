// A grpc-gateway of the bench's contract, to measure ours against: LISTEN BACKEND.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	echo "echo"
	"github.com/grpc-ecosystem/grpc-gateway/runtime"
	"google.golang.org/grpc"
)

func main() {
	mux := runtime.NewServeMux()
	options := []grpc.DialOption{grpc.WithInsecure()}
	err := echo.RegisterEchoServiceHandlerFromEndpoint(context.Background(), mux, os.Args[2], options)
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(os.Args[1], mux))
}
